"""Rules about the status of facts: what is declared must be borne out by the evidence.

Facts with references that lead nowhere are left out where their status depends on it: that is reported elsewhere, and
whatever follows from it here would only be noise.
"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

from generator.analysis.status import Derivation, Exclusion, Item, Side, Status, declared_problem, independent
from generator.checks.rule import Finding, Review, is_linked
from generator.diagnostics import Related
from generator.load import Entry
from generator.model.source import Source


def check_support(review: Review) -> Iterator[Finding]:
    """Require something that is counted.

    What:
        Reports a fact of whose evidence nothing is counted.

    Why:
        A statement that nothing bears out is no fact, whatever the desk believes.

    Wrong:
        ```yaml
        evidence:
          - source: lokalblatt
            part: Nur der Ort.
        ```

    Right:
        ```yaml
        evidence:
          - source: lokalblatt
            part: Nur der Ort.
          - source: ratsprotokoll
            stance: documents
        ```
    """
    for entry, _, derivation in review.facts:
        if derivation.status is not Status.UNSUPPORTED or not _is_linked(entry, review):
            continue
        excluded = ((item.evidence.source, item.exclusion) for item in derivation.items if item.exclusion)
        reasons = ", ".join(f"{source} ({_WHY[exclusion]})" for source, exclusion in excluded)
        hint = "Add a source that says so, or take the fact out."
        if reasons:
            hint = f"None of its evidence is counted: {reasons}. {hint}"
        yield Finding(entry, f"Nothing supports the fact “{entry.id}”", hint, ("evidence",), key=True)


def check_not_above(review: Review) -> Iterator[Finding]:
    """Refuse a status that the evidence doesn't bear out.

    What:
        Reports a declared status above the derived one, and `claimed` in place of `reported` or the other way round.
        `confirmed` on the word of a party alone is LB307.

    Why:
        Readers take the status as a promise about the evidence beside it.

    Wrong:
        ```yaml
        status: confirmed
        evidence:
          - source: agentur-a
            stance: reports
        ```

    Right:
        ```yaml
        status: reported
        evidence:
          - source: agentur-a
            stance: reports
        ```
    """
    for entry, declared, derivation in _declared(review, "LB302"):
        if not _rests_on_parties(declared, derivation):
            message = f"The status “{declared}” is declared, but the evidence only makes it “{derivation.status}”"
            hint = f"{_missing(declared, derivation)} Or leave status: out."
            yield Finding(entry, message, hint, ("status",), key=True)


def check_reason_below(review: Review) -> Iterator[Finding]:
    """Require a reason for a status below the derived one.

    What:
        Reports a declared status below the derived one without `status_reason`.

    Why:
        Editors may know better than the rows of a table, but readers must learn what they know.

    Wrong:
        ```yaml
        status: disputed
        ```

    Right:
        ```yaml
        status: disputed
        status_reason: Beide Zeugen widerriefen mündlich.
        ```
    """
    for entry, declared, derivation in _declared(review, "LB303"):
        message = f"The status “{declared}” is below “{derivation.status}”, which the evidence bears out"
        hint = "Write the reason as status_reason:, which readers see, or leave status: out."
        yield Finding(entry, message, hint, ("status",), key=True)


def check_readout(review: Review) -> Iterator[Finding]:
    """Refuse a readout as an official record.

    What:
        Reports evidence with the stance `documents` whose source is a readout.

    Why:
        A readout is what one side says of a talk. Only the act itself or its record documents anything: a decree,
        minutes, a transcript, a register.

    Wrong:
        ```yaml
        evidence:
          - source: kremlin-readout
            stance: documents
        ```

    Right:
        ```yaml
        evidence:
          - source: kremlin-readout
            stance: asserts
        ```
    """
    for entry, _, derivation in review.facts:
        for item in derivation.items:
            source = item.source
            if item.evidence.stance == "documents" and source and cast("Source", source.record).kind == "readout":
                message = f"“{source.id}” is a readout and can't document anything"
                hint = "Write stance: asserts; it is one side's account of what happened."
                yield Finding(entry, message, hint, ("evidence", item.index, "stance"))


def check_units(review: Review) -> Iterator[Finding]:
    """Require one unit for all values that support a fact.

    What:
        Reports counted supporting values whose unit isn't that of the first one.

    Why:
        Whether sources agree on a number can only be told in one unit.

    Wrong:
        ```yaml
        evidence:
          - source: agentur-a
            value: {number: 12, unit: km}
          - source: agentur-b
            value: {number: 7.5, unit: miles}
        ```

    Right:
        ```yaml
        evidence:
          - source: agentur-a
            value: {number: 12, unit: km}
          - source: agentur-b
            value: {number: 12.1, unit: km}
            note: Im Original 7,5 Meilen.
        ```
    """
    for entry, _, derivation in review.facts:
        for item in derivation.other_units:
            first = next(each for each in derivation.counted if each.side is Side.FOR and each.evidence.value)
            related = (Related(entry.locate(("evidence", first.index, "value")), "the first value"),)
            message = f"The value of “{item.evidence.source}” has another unit than that of “{first.evidence.source}”"
            hint = "Convert it, and keep what the source says in note:."
            yield Finding(entry, message, hint, ("evidence", item.index, "value"), key=True, related=related)


def check_credibility(review: Review) -> Iterator[Finding]:
    """Refuse credibility 1 without a second origin.

    What:
        Reports evidence with credibility 1 whose side has fewer than two origins that are known to be independent.

    Why:
        In the Admiralty code, 1 means “confirmed by other sources”. Ten reports that go back to one voice confirm
        nothing.

    Wrong:
        ```yaml
        evidence:
          - source: agentur-a
            credibility: 1
        ```

    Right:
        ```yaml
        evidence:
          - source: agentur-a
            credibility: 2
        ```
    """
    for entry, _, derivation in review.facts:
        for item in derivation.items:
            if item.evidence.credibility != _CONFIRMED_BY_OTHERS:
                continue
            voices = derivation.voices_against if item.side is Side.AGAINST else derivation.voices_for
            found = independent(voices)
            if found < _TWO and _is_linked(entry, review):
                count = "only one origin" if found else "no origin"
                message = f"Credibility 1 means “confirmed by other sources”, but {count} is known here"
                hint = "Write 2 (probably true), or add a source whose voice doesn't depend on this one."
                yield Finding(entry, message, hint, ("evidence", item.index, "credibility"))


def check_parties_word(review: Review) -> Iterator[Finding]:
    """Refuse to call confirmed what only a party says.

    What:
        Reports a fact declared `confirmed` for which only the word of its parties is counted.

    Why:
        Those whom a matter concerns have a reason to tell it their way. Any number of offices that speak for one
        party, and any number of papers that pass its word on, leave it a claim.

    Wrong:
        ```yaml
        statement: Der Kreml zog seine Truppen ab.
        status: confirmed
        about: kremlin
        evidence: [kremlin-readout, tass-1]
        ```

    Right:
        ```yaml
        statement: Der Kreml zog seine Truppen ab.
        status: claimed
        about: kremlin
        evidence: [kremlin-readout, tass-1]
        ```
    """
    for entry, declared, derivation in _declared(review, "LB302"):
        if _rests_on_parties(declared, derivation):
            names = " and ".join(f"“{voice.name}”" for voice in derivation.voices_for)
            message = f"“confirmed” is declared on the word of a party alone: {names}"
            hint = f"{_missing(declared, derivation)} Or write status: claimed."
            yield Finding(entry, message, hint, ("status",), key=True)


_CONFIRMED_BY_OTHERS: Final = 1
_TWO: Final = 2
_PARTIES_ONLY: Final = 7
_DECISIVE: Final = frozenset(("evidence", "parties", "about"))
_WHY: Final[Mapping[Exclusion, str]] = {
    Exclusion.SET_ASIDE: "set aside",
    Exclusion.PART: "bears out a part only",
    Exclusion.CREDIBILITY: "credibility 5",
    Exclusion.RELIABILITY: "reliability E",
    Exclusion.UNSEEN: "unseen",
    Exclusion.MISSING: "not found",
}


def _is_linked(entry: Entry, review: Review) -> bool:
    """Tell whether all references lead somewhere that the derivation depends on."""
    return is_linked(entry, review.corpus, _DECISIVE)


def _declared(review: Review, problem: str) -> Iterator[tuple[Entry, Status, Derivation]]:
    """Yield the facts whose declared status has a certain problem, with that status."""
    for entry, fact, derivation in review.facts:
        if fact.status is not None and declared_problem(fact, derivation) == problem and _is_linked(entry, review):
            yield entry, Status(fact.status), derivation


def _rests_on_parties(declared: Status, derivation: Derivation) -> bool:
    """Tell whether a fact is declared confirmed on the word of its parties alone."""
    return declared is Status.CONFIRMED and derivation.row == _PARTIES_ONLY


def _missing(declared: Status, derivation: Derivation) -> str:  # noqa: PLR0911 - one for each row
    """Return the sentence that says what is missing for a declared status."""
    names = " and ".join(f"“{voice.name}”" for voice in derivation.voices_for)
    second = f"Missing: a second independent voice beside {names}, or the official record (stance: documents)."
    match derivation.row:
        case 2:
            sources = _listed(item for item in derivation.counted if item.side is Side.AGAINST)
            return f"Missing: an answer to what speaks against it ({sources}): set it aside with a printed reason."
        case 3:
            return f"Only denials are counted: missing is {_for(declared, 'an item that asserts it')}."
        case 4:
            return "Its values don't go together: missing is a printed reason to set aside all but those that do."
        case 7 | 8 if declared is Status.CONFIRMED:
            return second
        case 7:
            return f"Missing: a voice that is no party: all there is comes from {names}."
        case 8:
            return f"Missing: who the parties are (parties: or about:): without that, what {names} says is a claim."
        case _ if declared is Status.CLAIMED:
            return "Missing: a party whose word it is: write by: at the evidence, and parties: at the fact."
        case _ if derivation.voices_for:
            return second
        case _:
            hint = "say what its sources pass on (relays:), whether they saw it themselves (first_hand:), or whose word"
            return f"Missing: two independent voices that are known, or the official record: {hint} it is (by:)."


def _for(declared: Status, least: str) -> str:
    """Return what it takes to get a fact off denied."""
    return least if declared is Status.DISPUTED else f"{least}, and a printed reason to set the denials aside"


def _listed(items: Iterator[Item]) -> str:
    """Return the sources of items, as written."""
    return ", ".join(dict.fromkeys(str(item.evidence.source) for item in items))
