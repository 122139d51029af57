"""Behaviour of the rules that read sentences: attributions, words of likelihood, sentences without a reference."""

import pytest

from generator.checks import run_checks
from generator.checks.sentences import CITED, prose_sentences, split
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic
from generator.markdown import parse_prose
from generator.model.date import Date
from generator.settings import Settings
from tests.small_corpus import read

SHARED = read("organisations:\n  desk: {name: Desk}\nsources:\n  ap-1: {kind: wire, first_hand: true}\n", "registry")


def _check(text: str, code: str) -> list[Diagnostic]:
    """Return what one rule reports of a file."""
    found = run_checks(Corpus((*SHARED, *read(text))), Settings(desk="desk"), Date.parse("2022-03-01"))
    return [each for each in found if each.code == code]


@pytest.mark.parametrize(
    ("lang", "statement", "shown"),
    [
        ("de", "Laut dem Bericht kamen 500 Menschen.", "Laut dem"),
        ("de", "Es kamen laut Polizei 500 Menschen.", "laut P"),
        ("de", "Dem Kreml zufolge zogen die Truppen ab.", "zufolge"),
        ("de", "Nach eigenen Angaben zog er ab.", "Nach eigenen Angaben"),
        ("de", "Nach Ansicht des Rates ist die Brücke sicher.", "Nach Ansicht"),
        ("de", "Wie TASS berichtete, zogen die Truppen ab.", "Wie TASS berichtete"),
        ("de", "Die angeblichen Pläne liegen vor.", "angeblichen"),
        ("de", "Der Kreml teilte am Montag mit, dass die Truppen abziehen.", "teilte am Montag mit, dass"),
        ("de", "Sie erklärte, dass die Brücke sicher ist.", "erklärte, dass"),
        ("de", "Demzufolge ruht der Verkehr.", None),
        ("de", "Die Menge rief laut, und der Rat vertagte sich.", None),
        ("de", "Die Glocken läuten laut und lange.", None),
        ("de", "Nach dem Gespräch reiste er ab.", None),
        ("de", "Die Angaben liegen dem Rat vor.", None),
        ("de", "Der Gesandte brachte die Urkunde mit, dass alle sie sahen.", None),
        ("en", "According to the police, 500 people came.", "According to"),
        ("en", "Troops allegedly withdrew.", "allegedly"),
        ("en", "The mayor said that the bridge is safe.", "said that"),
        ("en", "By its own account the agency withdrew.", "By its own account"),
        ("en", "Everything went according to plan.", None),
        ("en", "The council adjourned the by-law that it had passed.", None),
    ],
)
def test_attribution(lang: str, statement: str, shown: str | None) -> None:
    """A statement that says whose word it is gets reported; words that only look like it don't."""
    found = _check(f'facts:\n  it:\n    statement:\n      {lang}: "{statement}"\n    evidence: ap-1\n', "LB310")
    expected = [] if shown is None else [f"The statement says whose word it is: “{shown}”"]
    assert expected == [each.message for each in found]
    if shown is not None:
        assert (4, 12 + statement.index(shown)) == (found[0].location.line, found[0].location.column)


def test_saying() -> None:
    """Where the fact is that something was said, it may say who did."""
    assert [] == _check(
        "facts:\n  it:\n    statement: Er sagte, dass es so ist.\n    form: saying\n    evidence: ap-1\n", "LB310"
    )


def _judgement(fields: str) -> str:
    return f"assessments:\n  it:\n    question: Kommt es so?\n    made: 2022-01-01\n{fields}"


@pytest.mark.parametrize(
    ("lang", "judgement", "word"),
    [
        ("de", "Ein wahrscheinlicher Ausgang ist die Vertagung.", "wahrscheinlicher"),
        ("de", "Der Rat vertagt sich sehr wahrscheinlich.", "sehr wahrscheinlich"),
        ("de", "Der Rat dürfte sich vertagen.", "dürfte"),
        ("de", "Der Rat vertagt sich.", None),
        ("de", "Die Wahrscheinlichkeit eines Regens sinkt.", None),
        ("en", "The council will probably adjourn.", "probably"),
        ("en", "It is highly unlikely to adjourn.", "highly unlikely"),
        ("en", "The remote village is cut off.", None),
    ],
)
def test_likelihood_word(lang: str, judgement: str, word: str | None) -> None:
    """A word of likelihood in a judgement is reported whole, whoever judges; its absence is not."""
    fields = f'    by: Somebody\n    source: ap-1\n    judgement:\n      {lang}: "{judgement}"\n'
    found = [each.message for each in _check(_judgement(fields), "LB311")]
    assert found == ([] if word is None else [f"The judgement holds a word of likelihood: “{word}”"])


def test_likelihood_word_in_position() -> None:
    """The judgements of positions are read, too."""
    fields = "    positions:\n      a:\n        by: Somebody\n        judgement: Es regnet vermutlich.\n"
    (found,) = _check(_judgement(fields), "LB311")
    assert (8, 30) == (found.location.line, found.location.column)


@pytest.mark.parametrize(
    ("by", "note", "reported"),
    [
        ("", "Mit hoher Konfidenz ist es wahrscheinlich.", True),
        ("", "Die Konfidenz ist hoch, und es ist unwahrscheinlich.", True),
        ("desk", "Mit hoher Konfidenz ist es wahrscheinlich.", True),
        ("", "Es ist wahrscheinlich. Die Konfidenz ist hoch.", False),
        ("", "Ein Vertrauensvotum ist wahrscheinlich.", False),
        ("Somebody", "Mit hoher Konfidenz ist es wahrscheinlich.", False),
    ],
)
def test_both_in_one_sentence(by: str, note: str, reported: bool) -> None:
    """The desk doesn't speak of likelihood and confidence in one sentence; what others say is quoted."""
    who = f"    by: {by}\n    source: ap-1\n" if by else ""
    assert reported == bool(_check(_judgement(f"{who}    judgement: Es regnet.\n    note: {note}\n"), "LB312"))


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", "Am 7. Dezember tagte er. Am 8. nicht.", ["Am 7. Dezember tagte er.", "Am 8. nicht."]),
        ("de", "Es war 2021. Dann kam 2022.", ["Es war 2021.", "Dann kam 2022."]),
        ("de", "Viele, z. B. Anna, kamen. Keiner ging.", ["Viele, z. B. Anna, kamen.", "Keiner ging."]),
        ("de", "„Kommt er?“ Niemand wusste es.", ["„Kommt er?“", "Niemand wusste es."]),
        ("en", "Mr. Smith came. He left.", ["Mr. Smith came.", "He left."]),
        ("en", "It ended on the 7. Nobody came.", ["It ended on the 7.", "Nobody came."]),
        ("en", "It cost 1.5 m. of rope", ["It cost 1.5 m. of rope"]),
        ("en", "Three things:", []),
        ("en", "", []),
        ("en", f"He came. {CITED} He left {CITED}.", [f"He came {CITED}.", f"He left {CITED}."]),
    ],
)
def test_split(lang: str, text: str, expected: list[str]) -> None:
    """Sentences end where readers hear it, and a reference behind a full stop belongs to what is before it."""
    found = [" ".join(each.split()) for each in split(text, lang)]
    assert expected == found


def test_sentences_of_prose() -> None:
    """Lists and block quotes hold sentences, a card is none, and marks and links don't part them."""
    prose, problems = parse_prose(
        "Es *kam* so [@a].\n\n[@card]\n\nDrei Dinge:\n\n- Erstens [@b].\n- Zweitens.\n\n> Zitat [@c]. Mehr.\n"
    )
    assert () == problems
    expected = [f"Es kam so {CITED}.", f"Erstens {CITED}.", "Zweitens.", f"Zitat {CITED}.", "Mehr."]
    assert expected == list(prose_sentences(prose.blocks, "de"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<https://example.org/a.b>\n", []),
        ("**[Die Satzung](https://example.org/)**.\n", []),
        ("- [Eins](https://example.org/1)\n- [Zwei](https://example.org/2), [drei](https://example.org/3)\n", []),
        ("Siehe [die Satzung](https://example.org/).\n", ["Siehe die Satzung."]),
        ("[Die Satzung](https://example.org/) gilt.\n", ["Die Satzung gilt."]),
    ],
)
def test_nothing_but_a_link_is_no_sentence(text: str, expected: list[str]) -> None:
    """A paragraph or an item of nothing but links claims nothing; a sentence with a link in it may."""
    prose, problems = parse_prose(text)
    assert () == problems
    assert expected == list(prose_sentences(prose.blocks, "de"))


def test_share() -> None:
    """A section is reported once for each language, with its share and the place of the first bare sentence."""
    text = "sections:\n  it:\n    title: T\n    body:\n      de: |\n        Eins [@ap-1]. Zwei *ohne* Beleg.\n"
    text += "        Drei auch.\n      en: |\n        One [@ap-1]. Two [@ap-1].\n"
    (found,) = _check(text, "LB361")
    assert "2 of 3 sentences (67 %) have no reference, the first: “Zwei ohne Beleg.”" == found.message
    assert (6, 23) == (found.location.line, found.location.column)


@pytest.mark.parametrize(
    "text", ["a. " * 20_000, "A. B " * 20_000, ". " * 40_000, f"x.{CITED} " * 20_000, "(" * 40_000]
)
def test_linear(text: str) -> None:
    """Odd texts of any length are split in the time that a look at each character takes."""
    assert sum(1 for _ in split(text, "de")) <= len(text)
