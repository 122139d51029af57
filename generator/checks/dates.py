"""Rules about dates that don't go together; only where that is certain at the precision given."""

from collections.abc import Iterator
from typing import cast

from generator.analysis.status import Side
from generator.checks.rule import Finding, Review
from generator.load import Entry
from generator.model.base import Path
from generator.model.date import Date
from generator.model.event import Event
from generator.model.source import Source


def check_review(review: Review) -> Iterator[Finding]:
    """Remind of a record that should be looked at again.

    What:
        Reports a record whose `review_by` is past.

    Why:
        The editor who wrote the record knew that it would go out of date, and asked to be reminded.

    Wrong:
        ```yaml
        review_by: 2021-12-31
        ```

    Right:
        ```yaml
        checked: 2022-01-03
        review_by: 2022-12-31
        ```
    """
    for entry in review.corpus.entries:
        due = entry.record.review_by
        if due is not None and due.certainly_before(review.now):
            message = f"“{entry.id}” was to be looked at again by {due}"
            hint = "Compare it with its sources, write the day as checked:, and move review_by: on or take it out."
            yield Finding(entry, message, hint, ("review_by",))


def check_future(review: Review) -> Iterator[Finding]:
    """Refuse to say of what is still to come that it happened.

    What:
        Reports a fact or a quote whose `when` certainly lies after the day that counts as today, and an event that
        isn't planned or cancelled. That day is `--today`, else `SOURCE_DATE_EPOCH`, else the day of the last commit.

    Why:
        `when` says that something happened. Mostly the year is wrong.

    Wrong:
        ```yaml
        statement: Die Frist läuft ab.
        when: 2031-06-30
        ```

    Right:
        ```yaml
        statement: Die Frist läuft am 30. Juni 2031 ab.
        due: 2031-06-30
        ```
    """
    for entry, fact, _ in review.facts:
        hint = "If it is still to come, write due:; else mend the date."
        yield from _in_future(review, entry, fact.when, hint)
    for entry, quote in review.quotes:
        yield from _in_future(review, entry, quote.when, "Mend the date.")
    for entry in review.corpus.records("event"):
        event = cast("Event", entry.record)
        if event.state == "held":
            yield from _in_future(review, entry, event.when, "If it is still to come, write state: planned.")


def check_accessed(review: Review) -> Iterator[Finding]:
    """Compare when a source was read with when it appeared.

    What:
        Reports a source that was accessed before it was published, where the dates leave no doubt.

    Why:
        One of the two dates is wrong, and others are derived from it: who held which office, what came first.

    Wrong:
        ```yaml
        published: 2021-12-08
        accessed: 2021-12-07
        ```

    Right:
        ```yaml
        published: 2021-12-07
        accessed: 2021-12-08
        ```
    """
    for entry in review.corpus.records("source"):
        source = cast("Source", entry.record)
        if source.accessed and source.published and source.accessed.certainly_before(source.published):
            message = f"“{entry.id}” was accessed on {source.accessed}, before it was published on {source.published}"
            yield Finding(entry, message, "Mend one of the two dates.", ("accessed",))


def check_published(review: Review) -> Iterator[Finding]:
    """Compare when a source appeared with what it reports.

    What:
        Reports evidence for a fact, the source of a quote, and the source of an assessment that was published
        certainly before the fact's or quote's `when`, or before the assessment was `made`. Evidence that isn't
        counted and denials are passed over: one can deny a plan.

    Why:
        Nobody reports what hasn't happened yet. Either a date is wrong, or the source announces something, and then
        it doesn't bear out that it happened.

    Wrong:
        ```yaml
        # sources: lokalblatt-1: published: 2021-12-01
        statement: Der Rat vertagte die Satzung.
        when: 2021-12-07
        evidence: lokalblatt-1
        ```

    Right:
        ```yaml
        # sources: lokalblatt-2: published: 2021-12-08
        statement: Der Rat vertagte die Satzung.
        when: 2021-12-07
        evidence: lokalblatt-2
        ```
    """
    for entry, fact, derivation in review.facts:
        if fact.when is None:
            continue
        for item in derivation.counted:
            if item.source is not None and item.side is not Side.AGAINST:
                path: Path = ("evidence", item.index, "source")
                yield from _too_early(entry, item.source, fact.when, path)
    for entry, quote in review.quotes:
        source = review.corpus.find(quote.source, entry.briefing)
        if quote.when is not None and source is not None:
            yield from _too_early(entry, source, quote.when, ("source",))
    for entry, assessment in review.assessments:
        for reference in assessment.source:
            source = review.corpus.find(reference, entry.briefing)
            if source is not None:
                yield from _too_early(entry, source, assessment.made, ("source",))


def _in_future(review: Review, entry: Entry, day: Date | None, hint: str) -> Iterator[Finding]:
    """Yield a finding if a day is certainly still to come."""
    if day is not None and day.certainly_after(review.now):
        message = f"{day} lies in the future: today counts as {review.now}"
        yield Finding(entry, message, hint, ("when",))


def _too_early(entry: Entry, source: Entry, day: Date, path: Path) -> Iterator[Finding]:
    """Yield a finding if a source certainly appeared before a day."""
    record = source.record
    if isinstance(record, Source) and record.published is not None and record.published.certainly_before(day):
        message = f"“{source.id}” was published on {record.published}, before what it is said to report ({day})"
        hint = "Mend one of the dates. What was only announced isn't borne out: write due: instead of when:."
        yield Finding(entry, message, hint, path)
