"""Rules about quotations: how long they may be, and what readers must know of them."""

from collections.abc import Iterator
from typing import cast

from generator.checks.rule import Finding, Review
from generator.load import Entry
from generator.model.base import Path, Reference
from generator.model.date import Date
from generator.model.entity import Person, Role
from generator.model.quote import Quote
from generator.model.source import Source


def check_length(review: Review) -> Iterator[Finding]:
    """Keep quotations short.

    What:
        Reports words of a source that are more than the site's `quote_words` (40, unless it says otherwise): in the
        original or a translation of a quote, and in the evidence of a fact. A source with `quotable: true` sets no
        bound.

    Why:
        Without a licence, a quotation is lawful only as far as its purpose needs it, and what is needed to bear out
        one claim is seldom more than a sentence or two.

    Wrong:
        ```yaml
        evidence:
          - source: lokalblatt
            quote: (the whole article, 600 words)
        ```

    Right:
        ```yaml
        evidence:
          - source: lokalblatt
            quote: The one sentence that says so.
            locator: third paragraph
        ```
    """
    bound = review.settings.quote_words
    for entry, quote in review.quotes:
        source = review.corpus.find(quote.source, entry.briefing)
        if source is not None and not isinstance(source.record, Source):
            source = None
        for path, words in _wordings(quote):
            yield from _too_long(entry, source, path, words, bound)
    for entry, fact, derivation in review.facts:
        for index, evidence in enumerate(fact.evidence):
            if evidence.quote is not None:
                yield from _too_long(
                    entry, derivation.items[index].source, ("evidence", index, "quote"), evidence.quote, bound
                )


def check_original(review: Review) -> Iterator[Finding]:
    """Ask for the language of the original.

    What:
        Reports a quote that doesn't say in which language the words were spoken or written. `lang: unknown` says it.

    Why:
        Readers must know whether they read somebody's words or a translator's.

    Wrong:
        ```yaml
        speaker: dmitri-peskow
        translations:
          de:
            text: Es gibt keinen Grund zur Sorge.
            by: lokalblatt
        source: lokalblatt-1
        ```

    Right:
        ```yaml
        speaker: dmitri-peskow
        original:
          lang: ru
        translations:
          de:
            text: Es gibt keinen Grund zur Sorge.
            by: lokalblatt
        source: lokalblatt-1
        ```
    """
    for entry, quote in review.quotes:
        if "lang" not in quote.original.model_fields_set:
            message = f"The quote “{entry.id}” doesn't say in which language it was spoken or written"
            hint = "Write original: with lang:, such as lang: ru; lang: unknown if nobody knows."
            yield Finding(entry, message, hint, ("original",), key=True)


def check_translator(review: Review) -> Iterator[Finding]:
    """Ask who translated.

    What:
        Reports a translation of a quote without `by`. `by: unknown` is an answer; `method: editorial` is one too, since
        then it was the desk.

    Why:
        A translation is somebody's reading. An agency's, a ministry's and the desk's own carry different weight.

    Wrong:
        ```yaml
        translations:
          de:
            text: Es gibt keinen Grund zur Sorge.
        ```

    Right:
        ```yaml
        translations:
          de:
            text: Es gibt keinen Grund zur Sorge.
            by: tass
            method: agency
        ```
    """
    for entry, quote in review.quotes:
        for language, translation in quote.translations.items():
            if translation.by is None and translation.method != "editorial":  # then it was the desk
                message = f"The translation into “{language}” doesn't say who translated"
                hint = "Write by: with the translator, the agency or the program; method: editorial if the desk did; "
                hint += "or by: unknown."
                yield Finding(entry, message, hint, ("translations", language), key=True)


def check_role(review: Review) -> Iterator[Finding]:
    """Compare the speaker's role with the roles that they held that day.

    What:
        Reports the `role` of a quote if it is the title of one of the speaker's roles, and none of the roles with that
        title was held on the day of the quote. It says nothing where the dates leave it open, and nothing of a role
        that isn't in the speaker's record.

    Why:
        “The minister said” is wrong a day after she resigned, and makes a private remark a government's.

    Wrong:
        ```yaml
        # people: anna-beispiel: roles: [{title: Ministerin, to: 2021-12-08}]
        speaker: anna-beispiel
        role: Ministerin
        when: 2021-12-10
        ```

    Right:
        ```yaml
        speaker: anna-beispiel
        role: Ministerin bis zum 8. Dezember
        when: 2021-12-10
        ```
    """
    for entry, quote in review.quotes:
        if quote.role is None or quote.when is None or len(quote.speaker) > 1:  # whose of several isn't known
            continue
        (voice,) = quote.speaker
        speaker = review.corpus.find(voice, entry.briefing) if isinstance(voice, Reference) else None
        if speaker is None or not isinstance(speaker.record, Person):
            continue
        written = {_folded(wording) for _, wording in quote.role.by_language}
        same = [
            role
            for role in speaker.record.roles
            if written & {_folded(wording) for _, wording in role.title.by_language}
        ]
        if same and all(_certainly_not_held(role, quote.when) for role in same):
            title = quote.role.by_language[0][1]
            message = f"“{speaker.id}” was not “{title}” on {quote.when}"
            hint = (
                f"Compare with the dates of roles: at “{speaker.id}”; without role:, the roles held that day are shown."
            )
            yield Finding(entry, message, hint, ("role",))


def _wordings(quote: Quote) -> Iterator[tuple[Path, str]]:
    """Yield the ways to the words of a quote, and the words."""
    if quote.original.known:
        yield ("original", "text"), quote.original.text
    for language, translation in quote.translations.items():
        yield ("translations", language, "text"), translation.text


def _too_long(entry: Entry, source: Entry | None, path: Path, words: str, bound: int) -> Iterator[Finding]:
    """Yield a finding if a text has too many words and its source sets a bound."""
    if len(words) < 2 * bound:  # a text of so few characters hasn't so many words, and most are much shorter
        return
    count = len(words.split())
    if count > bound and source is not None and not cast("Source", source.record).quotable:
        message = f"The quotation has {count} words, more than the {bound} that this site allows itself"
        hint = f"Shorten it; or write quotable: true at “{source.id}” if its licence allows more."
        yield Finding(entry, message, hint, path)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _certainly_not_held(role: Role, day: Date) -> bool:
    """Tell whether a role had certainly not begun or was certainly over on a day."""
    early = role.from_ is not None and day.certainly_before(role.from_)
    return early or (role.to is not None and role.to.certainly_before(day))
