"""Rules about the status of facts: what is declared must be borne out by the evidence."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias, cast

from generator.analysis.status import Derivation, Exclusion, Item, Side, Status, declared_problem, derive_all
from generator.corpus import Corpus, Key
from generator.diagnostics import Diagnostic, Related, Severity
from generator.load import Entry
from generator.model.fact import Fact
from generator.model.source import Source

Rule: TypeAlias = Callable[[Entry, Derivation], Iterator[Diagnostic]]
"""What a rule is: a fact and its derived status in, diagnostics out."""


def check_status(corpus: Corpus, derivations: Mapping[Key, Derivation] | None = None) -> Iterator[Diagnostic]:
    """Yield what is wrong with the status of facts.

    Facts with references that lead nowhere are left out: that is reported elsewhere, and whatever follows from it here
    would only be noise. So are codes to which a fact makes an exception by `allow`.

    Args:
        corpus: The records.
        derivations: The facts' derived status, if somebody has it already.
    """
    derived = derive_all(corpus) if derivations is None else derivations
    for entry in corpus.records("fact"):
        if _is_linked(entry, corpus):
            for code, rule in RULES.items():
                if code not in entry.record.allow:
                    yield from rule(entry, derived[entry.key])


def check_support(entry: Entry, derivation: Derivation) -> Iterator[Diagnostic]:
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
    if declared_problem(cast("Fact", entry.record), derivation) != "LB301":
        return
    excluded = ((item.evidence.source, item.exclusion) for item in derivation.items if item.exclusion)
    reasons = ", ".join(f"{source} ({_WHY[exclusion]})" for source, exclusion in excluded)
    message = f"Nothing supports the fact “{entry.id}”"
    hint = "Add a source that says so, or take the fact out."
    if reasons:
        hint = f"None of its evidence is counted: {reasons}. {hint}"
    yield Diagnostic(entry.locate(("evidence",), key=True), Severity.ERROR, "LB301", message, hint)


def check_not_above(entry: Entry, derivation: Derivation) -> Iterator[Diagnostic]:
    """Refuse a status that the evidence doesn't bear out.

    What:
        Reports a declared status above the derived one, and `claimed` in place of `reported` or the other way round.

    Why:
        Readers take the status as a promise about the evidence beside it.

    Wrong:
        ```yaml
        status: confirmed
        about: kremlin
        evidence: kremlin-readout
        ```

    Right:
        ```yaml
        status: claimed
        about: kremlin
        evidence: kremlin-readout
        ```
    """
    fact = cast("Fact", entry.record)
    if fact.status is None or declared_problem(fact, derivation) != "LB302":
        return
    message = f"The status “{fact.status}” is declared, but the evidence only makes it “{derivation.status}”"
    hint = f"{_missing(Status(fact.status), derivation)} Or leave status: out."
    yield Diagnostic(entry.locate(("status",), key=True), Severity.ERROR, "LB302", message, hint)


def check_reason_below(entry: Entry, derivation: Derivation) -> Iterator[Diagnostic]:
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
    fact = cast("Fact", entry.record)
    if declared_problem(fact, derivation) != "LB303":
        return
    message = f"The status “{fact.status}” is below “{derivation.status}”, which the evidence bears out"
    hint = "Write the reason as status_reason:, which readers see, or leave status: out."
    yield Diagnostic(entry.locate(("status",), key=True), Severity.ERROR, "LB303", message, hint)


def check_readout(entry: Entry, derivation: Derivation) -> Iterator[Diagnostic]:
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
    for item in derivation.items:
        source = item.source
        if item.evidence.stance == "documents" and source and cast("Source", source.record).kind == "readout":
            place = entry.locate(("evidence", item.index, "stance"))
            message = f"“{source.id}” is a readout and can't document anything"
            hint = "Write stance: asserts; it is one side's account of what happened."
            yield Diagnostic(place, Severity.ERROR, "LB304", message, hint)


def check_units(entry: Entry, derivation: Derivation) -> Iterator[Diagnostic]:
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
    for item in derivation.other_units:
        first = next(each for each in derivation.counted if each.side is Side.FOR and each.evidence.value)
        related = (Related(entry.locate(("evidence", first.index, "value")), "the first value"),)
        message = f"The value of “{item.evidence.source}” has another unit than that of “{first.evidence.source}”"
        hint = "Convert it, and keep what the source says in note:."
        place = entry.locate(("evidence", item.index, "value"), key=True)
        yield Diagnostic(place, Severity.ERROR, "LB305", message, hint, related)


RULES: Final[Mapping[str, Rule]] = {
    "LB301": check_support,
    "LB302": check_not_above,
    "LB303": check_reason_below,
    "LB304": check_readout,
    "LB305": check_units,
}
"""The rules by their code."""

_WHY: Final[Mapping[Exclusion, str]] = {
    Exclusion.SET_ASIDE: "set aside",
    Exclusion.PART: "bears out a part only",
    Exclusion.CREDIBILITY: "credibility 5",
    Exclusion.RELIABILITY: "reliability E",
    Exclusion.UNSEEN: "unseen",
    Exclusion.MISSING: "not found",
}


def _is_linked(entry: Entry, corpus: Corpus) -> bool:
    """Tell whether all references lead somewhere that the derivation depends on."""
    decisive = ("evidence", "parties", "about")
    return all(
        path[0] not in decisive or corpus.find(reference, entry.briefing) is not None
        for path, reference in corpus.references_of(entry)
    )


def _missing(declared: Status, derivation: Derivation) -> str:  # noqa: PLR0911 - one for each row
    """Return the sentence that says what is missing for a declared status."""
    names = " and ".join(f"“{voice.name}”" for voice in derivation.voices_for)
    second = f"Missing is a second independent voice beside {names}, or the official record (stance: documents)."
    match derivation.row:
        case 2:
            sources = _listed(item for item in derivation.counted if item.side is Side.AGAINST)
            return f"Missing is an answer to what speaks against it ({sources}): set it aside with a printed reason."
        case 3:
            return f"Only denials are counted: missing is {_for(declared, 'an item that asserts it')}."
        case 4:
            return "Its values don't go together: missing is a printed reason to set aside all but those that do."
        case 7 | 8 if declared is Status.CONFIRMED:
            return second
        case 7:
            return f"Missing is a voice that is no party: all there is comes from {names}."
        case 8:
            return f"Missing is who the parties are (parties: or about:): without that, what {names} says is a claim."
        case _ if declared is Status.CLAIMED:
            return "Missing is a party whose word it is: write by: at the evidence, and parties: at the fact."
        case _ if derivation.voices_for:
            return second
        case _:
            hint = "say what its sources pass on (relays:), whether they saw it themselves (first_hand:), or whose word"
            return f"Missing are two independent voices that are known, or the official record: {hint} it is (by:)."


def _for(declared: Status, least: str) -> str:
    """Return what it takes to get a fact off denied."""
    return least if declared is Status.DISPUTED else f"{least}, and a printed reason to set the denials aside"


def _listed(items: Iterator[Item]) -> str:
    """Return the sources of items, as written."""
    return ", ".join(dict.fromkeys(str(item.evidence.source) for item in items))
