"""What a scale is made of: words in several languages, the bands of probability they stand for, and grades.

A scale is pure data in Python, one module each: it is typed and checked like all code, needs nothing to be read when
the site is built, and so can stand on the lowest floor, where models and checks may look at it.

Numbers are whole per cent, as the standards print them; `Band.low` and `Band.high` give them as fractions. Nothing in
this package leads from one scale to another: a term means what its own scale says and has no like elsewhere.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeVar


def fold(text: str) -> str:
    """Return what two ways of writing a term have in common, regardless of case, blanks, hyphens and underscores."""
    plain = unicodedata.normalize("NFC", text.casefold()).replace("-", " ").replace("_", " ")
    return " ".join(plain.split())


@dataclass(frozen=True, slots=True)
class Named:
    """What has a name of its own in every language: a scale and the words on it."""

    slug: str
    """Its name in files, the same in all languages."""
    en: tuple[str, ...]
    """What it is called in English, the usual name first, then synonyms."""
    de: tuple[str, ...]
    """What it is called in German, the usual name first, then synonyms."""

    @staticmethod
    def language(lang: str) -> Literal["de", "en"]:
        """Return the language in which readers get its names: their own, or English.

        Args:
            lang: A language code; of `de-AT` the first part counts.
        """
        return "de" if lang.partition("-")[0] == "de" else "en"

    def names(self, lang: str) -> tuple[str, ...]:
        """Return its names in a language, the usual one first; the English ones where there are none."""
        return self.de if self.language(lang) == "de" else self.en

    def name(self, lang: str) -> str:
        """Return its usual name in a language; the English one where there is none."""
        return self.names(lang)[0]

    @property
    def spellings(self) -> frozenset[str]:
        """All that it may be written as, folded: slug, names and synonyms."""
        return frozenset(map(fold, (self.slug, *self.en, *self.de)))


@dataclass(frozen=True, slots=True)
class Level(Named):
    """A level of confidence: how good the grounds of a judgement are, not how likely it is."""


@dataclass(frozen=True, slots=True)
class Grade(Named):
    """A grade of the Admiralty code; its slug is the letter or digit."""

    known: bool = True
    """False for F and 6: nobody can tell, which is not the middle. They stand last and are drawn neutral."""


@dataclass(frozen=True, slots=True)
class Band:
    """A range of probabilities. Its ends belong to it unless they are open."""

    low_percent: int
    """Lower end in per cent."""
    high_percent: int
    """Upper end in per cent."""
    low_open: bool = False
    """True if the lower end itself lies outside, as in IPCC's `>50`."""
    high_open: bool = False
    """True if the upper end itself lies outside, because it belongs to the next term."""

    @property
    def low(self) -> float:
        """Lower end as a fraction."""
        return self.low_percent / 100

    @property
    def high(self) -> float:
        """Upper end as a fraction."""
        return self.high_percent / 100

    @property
    def midpoint(self) -> float:
        """The middle as a fraction."""
        return (self.low_percent + self.high_percent) / 200

    def __contains__(self, probability: float) -> bool:
        """Tell whether a probability lies in it."""
        above = probability > self.low if self.low_open else probability >= self.low
        below = probability < self.high if self.high_open else probability <= self.high
        return above and below


@dataclass(frozen=True, slots=True)
class Term(Named):
    """A term of likelihood."""

    band: Band
    """The probabilities that it stands for."""


_AnyNamed = TypeVar("_AnyNamed", bound=Named)


def _by_spelling(words: Iterable[_AnyNamed]) -> dict[str, _AnyNamed]:
    """Return words by all that they may be written as."""
    return {spelling: word for word in words for spelling in word.spellings}


@dataclass(frozen=True, slots=True)
class Grading(Named):
    """Grades of one kind, such as the reliability of sources."""

    standard: str
    """Where it is defined."""
    grades: tuple[Grade, ...]
    """The grades from best to worst; last the one for what nobody can judge."""
    _spelled: dict[str, Grade] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what leads to which grade."""
        object.__setattr__(self, "_spelled", _by_spelling(self.grades))

    def grade(self, text: str) -> Grade | None:
        """Return the grade that a letter, digit or name means."""
        return self._spelled.get(fold(text))


@dataclass(frozen=True, slots=True)
class Scale(Named):
    """A scale of likelihood, with the levels of confidence that go with it."""

    standard: str
    """Where it is defined."""
    terms: tuple[Term, ...]
    """The terms from unlikely to likely; of two with the same lower end, the narrower band first."""
    levels: tuple[Level, ...]
    """The levels of confidence from low to high."""
    complete: Literal["both", "any"]
    """Whether likelihood and confidence must both stand in a judgement, or either of them."""
    nested: bool = False
    """True if bands contain each other: then no number leads to one term, and no term to one number."""
    own_german: bool = False
    """True if the German terms are this project's translation and not the publisher's."""
    _terms: dict[str, Term] = field(init=False, repr=False, compare=False)
    _levels: dict[str, Level] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what leads to which term and level."""
        object.__setattr__(self, "_terms", _by_spelling(self.terms))
        object.__setattr__(self, "_levels", _by_spelling(self.levels))

    def term(self, text: str) -> Term | None:
        """Return the term that a slug, name or synonym means, in any language and however it is capitalised."""
        return self._terms.get(fold(text))

    def confidence(self, text: str) -> Level | None:
        """Return the level of confidence that a slug, name or synonym means, in any language."""
        return self._levels.get(fold(text))

    def term_at(self, probability: float) -> Term | None:
        """Return the term for a stated probability.

        Where bands touch, they are half-open: the edge belongs to the higher term, only the highest band includes its
        upper end. So 0.55 is `likely` on ICD 203, and 0.5499 is `roughly even chance`.

        Args:
            probability: From 0 to 1.

        Returns:
            None in a gap between bands (PHIA), beyond the ends of the scale (ICD 203 below 1 % and above 99 %), and
            always where bands are nested (IPCC).
        """
        if self.nested:
            return None
        return next((term for term in self.terms if probability in term.band), None)

    def words(self, lang: str) -> tuple[str, ...]:
        """Return all names and synonyms of its terms in a language, longest first, as a search needs them."""
        return _longest_first(name for term in self.terms for name in term.names(lang))

    def confidence_words(self, lang: str) -> tuple[str, ...]:
        """Return all names and synonyms of its levels of confidence in a language, longest first."""
        return _longest_first(name for level in self.levels for name in level.names(lang))


def _longest_first(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once, so that `very likely` stands before `likely`."""
    return tuple(sorted(set(names), key=lambda name: (-len(name), name)))
