"""Rules about judgements: whose they are, what they rest on, and when one will know.

What others judged is quoted, and nobody can mend it. So most of these rules ask only of the desk's own judgements what
a good judgement has: two alternatives, something against, a day by which one will know.
"""

from collections.abc import Iterator
from typing import Final

from generator.checks.rule import Finding, Review
from generator.load import Entry
from generator.model.assessment import Assessment


def check_source(review: Review) -> Iterator[Finding]:
    """Require the source of a judgement by others.

    What:
        Reports an assessment that isn't the desk's own and names no source.

    Why:
        A judgement that is put into somebody's mouth can be a hit or a miss under their name. Readers must be able to
        look up that they said so.

    Wrong:
        ```yaml
        question: Kommt die Brücke bis 2025?
        judgement: Die Brücke wird bis 2025 fertig.
        by: anna-beispiel
        made: 2021-12-07
        ```

    Right:
        ```yaml
        question: Kommt die Brücke bis 2025?
        judgement: Die Brücke wird bis 2025 fertig.
        by: anna-beispiel
        source: lokalblatt-1
        made: 2021-12-07
        ```
    """
    for entry, assessment in review.assessments:
        if not assessment.source and not review.is_desks(entry, assessment):
            message = f"The assessment “{entry.id}” is by others and names no source"
            hint = "Write source: with what it was read in; or leave by: out if it is the desk's own."
            yield Finding(entry, message, hint, ("by",), key=True)


def check_resolvable(review: Review) -> Iterator[Finding]:
    """Ask by when and by what one will know.

    What:
        Reports a forecast or an estimate without `horizon` or without `resolution` if it is the desk's own. Of others
        it reports only those that state a probability and have neither: they can't be scored.

    Why:
        A judgement that never falls due is never wrong. Whoever makes one says beforehand what would settle it.

    Wrong:
        ```yaml
        kind: forecast
        judgement: Der Rat beschließt die Satzung.
        ```

    Right:
        ```yaml
        kind: forecast
        judgement: Der Rat beschließt die Satzung.
        horizon: 2022-06-30
        resolution: Die Satzung steht im Amtsblatt.
        ```
    """
    for entry, assessment in review.assessments:
        if not assessment.is_prediction:
            continue
        dated = assessment.horizon is not None and not assessment.horizon.is_unknown
        settled = assessment.resolution is not None
        missing = [name for name, there in (("horizon", dated), ("resolution", settled)) if not there]
        stated = assessment.probability is not None or assessment.likelihood is not None
        if missing and (review.is_desks(entry, assessment) or (stated and len(missing) == _BOTH)):
            names = " and no ".join(missing)
            message = f"The {assessment.kind} “{entry.id}” has no {names}"
            hint = "Write until when it should come true (horizon:) and by what one will know (resolution:)."
            yield Finding(entry, message, hint, key=True)


def check_due(review: Review) -> Iterator[Finding]:
    """Ask what became of a judgement whose time is over.

    What:
        Reports an assessment whose `horizon` is certainly past and that has no `outcome`.

    Why:
        A desk that doesn't come back to its judgements learns nothing from them, and readers can't tell how far to
        trust it.

    Wrong:
        ```yaml
        made: 2021-12-07
        horizon: 2021-12-31
        ```

    Right:
        ```yaml
        made: 2021-12-07
        horizon: 2021-12-31
        outcome:
          result: no
          at: 2021-12-31
          evidence: ratsprotokoll
        ```
    """
    for entry, assessment in review.assessments:
        horizon = assessment.horizon
        if assessment.outcome is None and horizon is not None and horizon.certainly_before(review.now):
            message = f"The time of “{entry.id}” ran out on {horizon}, and it has no outcome"
            hint = "Write outcome: with result:, at: and evidence:; result: unresolvable if nobody can tell."
            yield Finding(entry, message, hint, ("horizon",))


def check_outcome(review: Review) -> Iterator[Finding]:
    """Ask for what shows the outcome.

    What:
        Reports an outcome `yes`, `no` or `mixed` without `evidence`.

    Why:
        A hit that nobody can check is a boast, a miss that nobody can check a slur.

    Wrong:
        ```yaml
        outcome:
          result: yes
          at: 2022-02-24
        ```

    Right:
        ```yaml
        outcome:
          result: yes
          at: 2022-02-24
          evidence: invasion
        ```
    """
    for entry, assessment in review.assessments:
        outcome = assessment.outcome
        if outcome is not None and outcome.result != "unresolvable" and not outcome.evidence:
            message = f"The outcome of “{entry.id}” names nothing that shows it"
            yield Finding(entry, message, "Write evidence: with a fact or a source.", ("outcome",), key=True)


def check_alternatives(review: Review) -> Iterator[Finding]:
    """Ask for two alternatives to a key judgement.

    What:
        Reports a key judgement of a briefing that is the desk's own and has fewer than two `alternatives`. Advice and
        hopes have none.

    Why:
        Who looks at one explanation only finds it confirmed (ICD 203 asks for alternatives). One alternative is
        mostly made of straw; two force a comparison.

    Wrong:
        ```yaml
        judgement: Der Rat vertagt die Satzung.
        ```

    Right:
        ```yaml
        judgement: Der Rat vertagt die Satzung.
        alternatives:
          adopted:
            hypothesis: Der Rat beschließt die Satzung.
            ratings:
              agenda-of-the-council: inconsistent
          withdrawn:
            hypothesis: Die Verwaltung zieht die Satzung zurück.
        ```
    """
    for entry, assessment in _desks_judgements(review):
        if entry.key in review.key_judgements and len(assessment.alternatives) < _ALTERNATIVES:
            found = "no alternative" if not assessment.alternatives else "one alternative only"
            message = f"The key judgement “{entry.id}” has {found}"
            hint = "Write at least two under alternatives:, with how the evidence sits with each."
            yield Finding(entry, message, hint, ("alternatives",), key=True)


def check_against(review: Review) -> Iterator[Finding]:
    """Ask what speaks against a judgement.

    What:
        Reports a judgement of the desk's own without `against`. Advice and hopes need none.

    Why:
        Nearly always something does. To look for it is the cheapest guard against seeing what one expects.

    Wrong:
        ```yaml
        judgement: Der Rat vertagt die Satzung.
        for: [agenda-of-the-council]
        ```

    Right:
        ```yaml
        judgement: Der Rat vertagt die Satzung.
        for: [agenda-of-the-council]
        against: [mayor-wants-a-vote]
        ```
    """
    for entry, assessment in _desks_judgements(review):
        if not assessment.against:
            message = f"Nothing is named that speaks against “{entry.id}”"
            hint = "Write against: with facts, quotes, sources or assessments; or an exception if you looked in vain."
            yield Finding(entry, message, hint, ("for",), key=True)


_JUDGED: Final = frozenset(("forecast", "estimate", "explanation"))
_ALTERNATIVES: Final = 2
_BOTH: Final = 2


def _desks_judgements(review: Review) -> Iterator[tuple[Entry, Assessment]]:
    """Yield the desk's own assessments that judge what is or will be."""
    for entry, assessment in review.assessments:
        if assessment.kind in _JUDGED and review.is_desks(entry, assessment):
            yield entry, assessment
