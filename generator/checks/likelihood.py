"""Rules about how sure a judgement is: scales, their terms, and numbers.

An assessment is on the scale that it names; the desk's own, without one, on the site's. What others judged is on no
scale unless its author named one: then their own words stand as `wording`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from generator.checks.rule import Finding, Review
from generator.checks.sentences import split
from generator.diagnostics import Related
from generator.load import Entry
from generator.model.assessment import Assessment, Position
from generator.model.base import Path, Text
from generator.scales import SCALES, Scale, Term
from generator.text import nearest


def check_terms(review: Review) -> Iterator[Finding]:
    """Require terms of the scale.

    What:
        Reports a `likelihood` or a `confidence` that isn't a term or a level of the assessment's scale, and a
        `likelihood` where there is no scale.

    Why:
        A term means the range that its scale gives it, and is printed with it. A word from elsewhere has no range, and
        nobody is given a number that they did not state.

    Wrong:
        ```yaml
        scale: icd203
        likelihood: quite likely
        ```

    Right:
        ```yaml
        scale: icd203
        likelihood: likely
        ```
    """
    for entry, assessment in review.assessments:
        scale = scale_of(review, entry, assessment)
        for path, stated in _statements(assessment):
            if stated.likelihood is not None and (scale is None or scale.term(stated.likelihood) is None):
                yield _unknown_term(entry, scale, stated.likelihood, (*path, "likelihood"))
            if scale is not None and stated.confidence is not None and scale.confidence(stated.confidence) is None:
                levels = ", ".join(level.slug for level in scale.levels)
                message = f"“{stated.confidence}” is not a level of confidence on the scale {scale.name('en')}"
                yield Finding(entry, message, f"Its levels are: {levels}.", (*path, "confidence"))


def check_gaps(review: Review) -> Iterator[Finding]:
    """Refuse a number between two terms of the scale.

    What:
        Reports a `probability` that lies in a gap between the bands of the assessment's scale. Of the scales here,
        only PHIA has gaps.

    Why:
        The gaps are left so that terms are told apart. A number in a gap means none of them: it is either
        more exact than the scale allows, or on another scale.

    Wrong:
        ```yaml
        scale: phia
        probability: 0.78
        ```

    Right:
        ```yaml
        scale: phia
        probability: 0.8
        ```
    """
    for entry, assessment in review.assessments:
        scale = scale_of(review, entry, assessment)
        if scale is None:
            continue
        for path, stated in _statements(assessment):
            number = stated.probability
            if number is not None and _in_gap(scale, number):
                below = max((term for term in scale.terms if term.band.high < number), key=lambda term: term.band.high)
                above = min((term for term in scale.terms if term.band.low > number), key=lambda term: term.band.low)
                message = f"{number:g} lies in a gap of the scale {scale.name('en')}"
                hint = f"Below it ends {_shown(below)}, above it begins {_shown(above)}."
                yield Finding(entry, message, hint, (*path, "probability"))


def check_complete(review: Review) -> Iterator[Finding]:
    """Ask the desk for both likelihood and confidence.

    What:
        Reports a judgement of the desk's own that has a likelihood (a term or a probability) and no `confidence`, or
        the other way round, on a scale that asks for both: ICD 203 and PHIA do, IPCC doesn't.

    Why:
        How likely something is and how good the grounds are for saying so are two things. “Likely” from one rumour
        and “likely” from ten witnesses look alike without the second.

    Wrong:
        ```yaml
        likelihood: likely
        ```

    Right:
        ```yaml
        likelihood: likely
        confidence: low
        confidence_reason: Beruht auf einem einzigen Gewährsmann.
        ```
    """
    for entry, assessment in review.assessments:
        scale = scale_of(review, entry, assessment)
        if scale is None or scale.complete != "both" or not review.is_desks(entry, assessment):
            continue
        how_likely = "likelihood" if assessment.likelihood is not None else "probability"
        likely = assessment.likelihood is not None or assessment.probability is not None
        if likely and assessment.confidence is None:
            message = f"The judgement “{entry.id}” says how likely it is, but not with what confidence"
            hint = "Write confidence: and confidence_reason:."
            yield Finding(entry, message, hint, (how_likely,), key=True)
        elif assessment.confidence is not None and not likely:
            message = f"The judgement “{entry.id}” says with what confidence it is made, but not how likely it is"
            yield Finding(entry, message, "Write likelihood: with a term of the scale.", ("confidence",), key=True)


def check_mixed(review: Review) -> Iterator[Finding]:
    """Keep to one scale in a briefing.

    What:
        Reports an assessment with a likelihood or a confidence on another scale than most in its briefing, the
        first of equals. Where an author named their scale, make an exception and say so.

    Why:
        “Likely” is 55 to 80 % on one scale, 66 to 100 % on another. Readers carry the meaning of a word from one
        paragraph to the next.

    Wrong:
        ```yaml
        assessments:
          vote:
            scale: icd203
            likelihood: likely
          bridge:
            scale: phia
            likelihood: likely
        ```

    Right:
        ```yaml
        assessments:
          vote:
            scale: icd203
            likelihood: likely
          bridge:
            scale: icd203
            likelihood: likely
        ```
    """
    used: dict[str, list[tuple[Entry, Scale]]] = {}
    for entry, assessment in review.assessments:
        scale = scale_of(review, entry, assessment)
        if scale is not None and any(stated.likelihood or stated.confidence for _, stated in _statements(assessment)):
            used.setdefault(entry.briefing, []).append((entry, scale))
    for found in used.values():
        counts = Counter(scale.slug for _, scale in found)
        if len(counts) > 1:
            usual = counts.most_common(1)[0][0]
            first = next(entry for entry, scale in found if scale.slug == usual)
            for entry, scale in found:
                if scale.slug != usual:
                    message = (
                        f"“{entry.id}” is on the scale {scale.name('en')}, its briefing on {SCALES[usual].name('en')}"
                    )
                    hint = f"Use {SCALES[usual].name('en')}; if its author named the scale, write that as an exception."
                    related = (Related(first.locate(key=True), f"this one is on {SCALES[usual].name('en')}"),)
                    yield Finding(entry, message, hint, ("scale",), key=True, related=related)


def check_range(review: Review) -> Iterator[Finding]:
    """Compare a number with the range of its term.

    What:
        Reports a `probability` that lies outside the range of the `likelihood` beside it.

    Why:
        The term is printed with its range, the number beside it: readers would see a contradiction.

    Wrong:
        ```yaml
        scale: icd203
        likelihood: likely
        probability: 0.9
        ```

    Right:
        ```yaml
        scale: icd203
        likelihood: very likely
        probability: 0.9
        ```
    """
    for entry, assessment in review.assessments:
        scale = scale_of(review, entry, assessment)
        for path, stated in _statements(assessment):
            term = scale.term(stated.likelihood) if scale and stated.likelihood else None
            number = stated.probability
            if scale and term and number is not None and number not in term.band and not _in_gap(scale, number):
                message = f"{number:g} isn't {_shown(term)}"
                hint = "Mend one of the two, or leave one out."
                yield Finding(entry, message, hint, (*path, "probability"))


def check_words(review: Review) -> Iterator[Finding]:
    """Keep words of likelihood out of judgements.

    What:
        Reports a word of likelihood (a term of any scale, “probably”, “possibly”, “vermutlich”, “dürfte”) in the
        `judgement` of an assessment or of a position.

    Why:
        A judgement is a bare proposition that turns out true or not. “It will probably rain” is never wrong, and
        beside a term of likelihood it says the same twice, or something else.

    Wrong:
        ```yaml
        judgement: Der Rat vertagt die Satzung wahrscheinlich.
        ```

    Right:
        ```yaml
        judgement: Der Rat vertagt die Satzung.
        likelihood: wahrscheinlich
        ```
    """
    for entry, assessment in review.assessments:
        judgements: list[tuple[Path, Text | None]] = [(("judgement",), assessment.judgement)]
        judgements += [
            (("positions", name, "judgement"), each.judgement) for name, each in assessment.positions.items()
        ]
        for path, judgement in judgements:
            for language, wording in judgement.by_language if judgement is not None else ():
                found = _likelihood(language).search(wording)
                if found:
                    message = f"The judgement holds a word of likelihood: “{found[0]}”"
                    hint = (
                        "Write the bare proposition. How sure the desk is stands as likelihood:, how sure others said "
                    )
                    hint += "they were as wording:."
                    yield Finding(entry, message, hint, (*path, language), offset=found.start())


def check_sentence(review: Review) -> Iterator[Finding]:
    """Keep likelihood and confidence apart.

    What:
        Reports a sentence in one of the desk's own assessments that speaks of likelihood and of a level of confidence:
        in `judgement`, `wording`, `confidence_reason`, `change_reason` and `note`.

    Why:
        “We judge with high confidence that it is likely” is read as one figure, higher than either. ICD 203 forbids
        it for that.

    Wrong:
        ```yaml
        note: Mit hoher Konfidenz halten wir das für wahrscheinlich.
        ```

    Right:
        ```yaml
        likelihood: wahrscheinlich
        confidence: hoch
        note: Die Konfidenz ist hoch, weil drei Quellen übereinstimmen.
        ```
    """
    for entry, assessment in review.assessments:
        if not review.is_desks(entry, assessment):
            continue
        for name in ("judgement", "wording", "confidence_reason", "change_reason", "note"):
            text = getattr(assessment, name)
            for language, wording in text.by_language if isinstance(text, Text) else ():
                for sentence in split(wording, language):
                    likely, sure = _likelihood(language).search(sentence), _confidence(language).search(sentence)
                    if likely and sure:
                        message = f"One sentence holds both likelihood (“{likely[0]}”) and confidence (“{sure[0]}”)"
                        hint = "Make two sentences, or leave it to likelihood: and confidence:, which print apart."
                        offset = max(0, wording.find(sentence))
                        yield Finding(entry, message, hint, (name, language), offset=offset)


def scale_of(review: Review, entry: Entry, assessment: Assessment) -> Scale | None:
    """Return the scale that an assessment is on; None if it is on none."""
    if assessment.scale is not None:
        return SCALES.get(assessment.scale)
    return SCALES[review.settings.scale] if review.is_desks(entry, assessment) else None


def _statements(assessment: Assessment) -> Iterator[tuple[Path, Assessment | Position]]:
    """Yield the assessment and its positions, each of which may state how sure somebody is."""
    yield (), assessment
    for name, position in assessment.positions.items():
        yield ("positions", name), position


def _unknown_term(entry: Entry, scale: Scale | None, written: str, path: Path) -> Finding:
    """Return the finding for a term that the scale doesn't have."""
    if scale is None:
        message = f"“{written}” is on no scale: the assessment isn't the desk's and names none"
        hint = "Write the author's own words as wording:; or scale: if the author named it."
        return Finding(entry, message, hint, path)
    near = nearest(written, (*scale.words("en"), *scale.words("de")))
    hint = f"Did you mean “{near}”? " if near else ""
    known = ", ".join(term.name("en") for term in scale.terms)
    message = f"“{written}” is not a term of the scale {scale.name('en')}"
    return Finding(entry, message, f"{hint}Its terms are: {known}.", path)


def _in_gap(scale: Scale, number: float) -> bool:
    """Tell whether a number lies between two bands of a scale, in none of them."""
    lowest = min(term.band.low for term in scale.terms)
    highest = max(term.band.high for term in scale.terms)
    return lowest < number < highest and not any(number in term.band for term in scale.terms)


def _shown(term: Term) -> str:
    """Return a term with its range."""
    return f"“{term.name('en')}” ({term.band.low_percent} to {term.band.high_percent} %)"


_MORE_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "de": ("vermutlich", "möglicherweise", "vielleicht", "voraussichtlich", "mutmaßlich", "dürfte", "dürften"),
    "en": ("possibly", "perhaps", "presumably", "maybe"),
}
"""Words of likelihood that no scale has."""
_AMBIGUOUS: Final = frozenset(("remote",))
"""Terms that mostly mean something else: a remote village isn't unlikely."""
_LEVELS: Final[Mapping[str, str]] = {
    "de": r"\b(?:sehr )?(?:gering|niedrig|mittler|mäßig|hoh|groß)e[mnrs]? "
    r"(?:konfidenz|vertrauen|zuversicht|gewissheit)\b"
    r"|\b(?:konfidenz|zuversicht|gewissheit) (?:ist|war|bleibt) (?:sehr )?(?:gering|niedrig|mittel|mäßig|hoch|groß)\b",
    "en": r"\b(?:very )?(?:low|moderate|medium|high) (?:(?:level|degree) of )?confidence\b"
    r"|\bconfidence (?:is|was|remains) (?:very )?(?:low|moderate|medium|high)\b",
}
"""How a sentence says with what confidence it is meant. The noun alone may be trust, or a vote."""


@cache
def _likelihood(language: str) -> re.Pattern[str]:
    """Return what finds words of likelihood in a language, the longest first; nothing in one we have no words for."""
    if language not in _MORE_WORDS:
        return _NOTHING
    words = {word for scale in SCALES.values() for word in scale.words(language)} - _AMBIGUOUS
    ordered = sorted(words.union(_MORE_WORDS[language]), key=lambda word: (-len(word), word))
    ending = "(?:e[mnrs]?)?" if language == "de" else ""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))}){ending}\b", re.IGNORECASE)


@cache
def _confidence(language: str) -> re.Pattern[str]:
    """Return what finds levels of confidence in a language; nothing in one we have no words for."""
    return re.compile(_LEVELS[language], re.IGNORECASE) if language in _LEVELS else _NOTHING


_NOTHING: Final = re.compile(r"(?!)")
