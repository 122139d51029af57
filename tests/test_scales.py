"""Behaviour of the scales: what their terms stand for, how terms are found, and what has no term."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.scales import CREDIBILITY, GRADINGS, RELIABILITY, SCALES, Band, Scale, Term

ICD203, PHIA, IPCC = SCALES["icd203"], SCALES["phia"], SCALES["ipcc"]
BINNED = [ICD203, PHIA]
TERMS = [pytest.param(scale, term, id=f"{scale.slug}-{term.slug}") for scale in SCALES.values() for term in scale.terms]
PROBABILITIES = st.floats(0, 1) | st.integers(0, 100).map(lambda percent: percent / 100)


def _table(scale: Scale, lang: str) -> list[tuple[str, int, int]]:
    """Return the usual names and bands of a scale."""
    return [(term.name(lang), term.band.low_percent, term.band.high_percent) for term in scale.terms]


def test_icd203() -> None:
    """ICD 203 stands as the directive prints it, with the German terms of this site."""
    expected = [
        ("almost no chance", "nahezu ausgeschlossen", 1, 5),
        ("very unlikely", "sehr unwahrscheinlich", 5, 20),
        ("unlikely", "unwahrscheinlich", 20, 45),
        ("roughly even chance", "etwa gleich wahrscheinlich", 45, 55),
        ("likely", "wahrscheinlich", 55, 80),
        ("very likely", "sehr wahrscheinlich", 80, 95),
        ("almost certain", "nahezu sicher", 95, 99),
    ]
    assert [(en, low, high) for en, _, low, high in expected] == _table(ICD203, "en")
    assert [(de, low, high) for _, de, low, high in expected] == _table(ICD203, "de")
    synonyms = ["remote", "highly improbable", "improbable", "roughly even odds", "probable", "highly probable"]
    assert [*ICD203.terms] == [*map(ICD203.term, [*synonyms, "nearly certain"])]


def test_phia() -> None:
    """PHIA stands as in its yardstick, with gaps; its German terms are marked as this project's own."""
    expected = [
        ("remote chance", 0, 5),
        ("highly unlikely", 10, 20),
        ("unlikely", 25, 35),
        ("realistic possibility", 40, 50),
        ("likely", 55, 75),
        ("highly likely", 80, 90),
        ("almost certain", 95, 100),
    ]
    assert expected == _table(PHIA, "en")
    assert PHIA.term("probable") is PHIA.term("likely") is not None
    assert [False, True, True] == [scale.own_german for scale in (ICD203, PHIA, IPCC)]


def test_ipcc() -> None:
    """IPCC's terms are nested; only `more likely than not` leaves its lower end out."""
    expected = [
        ("exceptionally unlikely", 0, 1),
        ("extremely unlikely", 0, 5),
        ("very unlikely", 0, 10),
        ("unlikely", 0, 33),
        ("about as likely as not", 33, 66),
        ("more likely than not", 50, 100),
        ("likely", 66, 100),
        ("very likely", 90, 100),
        ("extremely likely", 95, 100),
        ("virtually certain", 99, 100),
    ]
    assert expected == _table(IPCC, "en")
    assert ["more-likely-than-not"] == [term.slug for term in IPCC.terms if term.band.low_open]
    assert [False, False, True] == [scale.nested for scale in (ICD203, PHIA, IPCC)]


def test_confidence() -> None:
    """Each scale has its own levels, and says whether likelihood and confidence must both stand."""
    assert ["gering", "mittel", "hoch"] == [level.name("de") for level in ICD203.levels]
    assert ["low", "moderate", "high"] == [level.name("en") for level in PHIA.levels]
    assert ["very low", "low", "medium", "high", "very high"] == [level.name("en") for level in IPCC.levels]
    assert ["both", "both", "any"] == [scale.complete for scale in (ICD203, PHIA, IPCC)]
    assert ICD203.confidence("Mittel") is ICD203.confidence("moderate") is ICD203.levels[1]
    assert IPCC.confidence("very-high") is IPCC.confidence("sehr hoch") is IPCC.levels[4]
    assert ICD203.confidence("medium") is None  # IPCC's word
    assert ICD203.confidence("likely") is None


@pytest.mark.parametrize(("scale", "term"), TERMS)
def test_every_spelling_is_found(scale: Scale, term: Term) -> None:
    """Slug, names and synonyms lead to the term, in any case and with any blanks or hyphens; no two terms share one."""
    for written in (term.slug, *term.en, *term.de):
        variants = (written, written.upper(), f"  {written} ", written.replace(" ", "-"), written.replace(" ", "\t \n"))
        assert [term] * len(variants) == [scale.term(each) for each in variants]


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: str(scale.slug))
def test_no_spelling_means_two_things(scale: Scale) -> None:
    """Within a scale no spelling is used twice, neither for terms nor for levels."""
    for words in (scale.terms, scale.levels):
        spellings = [spelling for word in words for spelling in word.spellings]
        assert len(set(spellings)) == len(spellings)


@pytest.mark.parametrize("text", ["", " ", "not likely", "unlikely.", "maybe", "55", "wahr", "zzz likely"])
def test_what_is_no_term(text: str) -> None:
    """Only whole terms are found: nothing is guessed from a part of a text."""
    assert [None] * 3 == [scale.term(text) for scale in SCALES.values()]


@given(st.text())
def test_any_text_can_be_looked_up(text: str) -> None:
    """No text raises."""
    for scale in SCALES.values():
        assert scale.term(text) in {None, *scale.terms}
        assert scale.confidence(text) in {None, *scale.levels}
    for grading in GRADINGS.values():
        assert grading.grade(text) in {None, *grading.grades}


def test_a_word_belongs_to_its_scale() -> None:
    """The same word means different bands on different scales; a word of one scale means nothing on another."""
    bands = [scale.term("likely") for scale in SCALES.values()]
    assert [(55, 80), (55, 75), (66, 100)] == [
        (each.band.low_percent, each.band.high_percent) for each in bands if each
    ]
    assert PHIA.term("roughly even chance") is None
    assert ICD203.term("realistic possibility") is None
    assert IPCC.term("probable") is None


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, None),
        (0.009, None),
        (0.01, "almost-no-chance"),
        (0.0499, "almost-no-chance"),
        (0.05, "very-unlikely"),
        (0.2, "unlikely"),
        (0.45, "roughly-even-chance"),
        (0.5499, "roughly-even-chance"),
        (0.55, "likely"),
        (0.8, "very-likely"),
        (0.95, "almost-certain"),
        (0.99, "almost-certain"),
        (0.991, None),
        (1.0, None),
    ],
)
def test_icd203_is_half_open(probability: float, expected: str | None) -> None:
    """Where bands touch, the edge belongs to the higher term; only the last band holds its end; beyond is nothing."""
    found = ICD203.term_at(probability)
    assert expected == (found and found.slug)


@pytest.mark.parametrize("edge", [0, 5, 10, 20, 25, 35, 40, 50, 55, 75, 80, 90, 95, 100])
def test_phia_holds_its_edges(edge: int) -> None:
    """Bands between gaps hold both their ends."""
    assert PHIA.term_at(edge / 100) is not None


@pytest.mark.parametrize(("low", "high"), [(5, 10), (20, 25), (35, 40), (50, 55), (75, 80), (90, 95)])
@given(share=st.floats(0.001, 0.999))
def test_phia_has_gaps(low: int, high: int, share: float) -> None:
    """No term stands for a number in a gap."""
    assert PHIA.term_at((low + (high - low) * share) / 100) is None


@given(PROBABILITIES)
def test_numbers_never_become_ipcc_terms(probability: float) -> None:
    """A number has no one term where bands are nested."""
    assert IPCC.term_at(probability) is None


@pytest.mark.parametrize("scale", BINNED, ids=lambda scale: str(scale.slug))
@given(one=PROBABILITIES, other=PROBABILITIES)
def test_term_at_is_monotone(scale: Scale, one: float, other: float) -> None:
    """The higher number never has the lower term."""
    low, high = scale.term_at(min(one, other)), scale.term_at(max(one, other))
    assume(low is not None and high is not None)
    assert low is not None
    assert high is not None
    assert scale.terms.index(low) <= scale.terms.index(high)


@pytest.mark.parametrize("scale", BINNED, ids=lambda scale: str(scale.slug))
@given(probability=PROBABILITIES)
def test_term_at_holds_the_number(scale: Scale, probability: float) -> None:
    """A number lies in the band of its term and in no other band."""
    found = scale.term_at(probability)
    assert ([found] if found else []) == [term for term in scale.terms if probability in term.band]


@pytest.mark.parametrize(("scale", "term"), TERMS)
def test_band(scale: Scale, term: Term) -> None:
    """Fractions follow the percentages, and the midpoint lies inside; where bands don't nest, it has that term."""
    band = term.band
    assert (band.low_percent / 100, band.high_percent / 100) == (band.low, band.high)
    assert 0 <= band.low < band.midpoint < band.high <= 1
    assert band.midpoint in band
    assert scale.term_at(band.midpoint) is (None if scale.nested else term)


def test_open_ends() -> None:
    """An open end lies outside."""
    assert [True, True] == [end in Band(50, 60) for end in (0.5, 0.6)]
    assert [False, False] == [end in Band(50, 60, low_open=True, high_open=True) for end in (0.5, 0.6)]


def test_words() -> None:
    """Words of a language come longest first, so that a search finds `very likely` before `likely`."""
    words = ICD203.words("en")
    assert words.index("very likely") < words.index("likely")
    assert sorted(map(len, words), reverse=True) == [*map(len, words)]
    assert "sehr wahrscheinlich" in ICD203.words("de-AT")
    assert words == ICD203.words("fr")
    assert "high confidence" in ICD203.confidence_words("en")
    assert "hoch" in ICD203.confidence_words("de")


def test_names_of_scales() -> None:
    """Scales have names too."""
    assert "ICD 203" == ICD203.name("de")
    assert "PHIA probability yardstick" == PHIA.name("en")


def test_admiralty() -> None:
    """Six letters and six digits; F and 6 are unknown, not the middle, and stand last."""
    assert [*"ABCDEF"] == [grade.slug for grade in RELIABILITY.grades]
    assert [*"123456"] == [grade.slug for grade in CREDIBILITY.grades]
    for grading in GRADINGS.values():
        assert [True] * 5 + [False] == [grade.known for grade in grading.grades]
        for grade in grading.grades:
            assert [grade] * 4 == [*map(grading.grade, (grade.slug, grade.slug.lower(), grade.en[0], grade.de[0]))]
    found = RELIABILITY.grade("a")
    assert found is not None
    assert "völlig zuverlässig" == found.name("de")
