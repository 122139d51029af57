"""By what lists can be filtered: the values of each kind of record in order, and only what tells records apart."""

from datetime import date
from pathlib import Path
from typing import Final

import pytest

from generator.build import check
from generator.facets import FACETS, Facets, Filters
from generator.kinds import BY_NAME
from generator.locale import catalogue
from generator.model.date import Date
from generator.pages import Page
from generator.render import Renderer, View
from generator.settings import Settings
from tests.small_project import write

FILES: Final = {
    "briefings/registry.yml": """\
people:
  erika:
    name: {de: Erika Öl, en: Erika Oil}
organisations:
  rat: {name: Rat, reliability: B}
  amt: {name: Amt, speaks_for: rat}
topics:
  geld: {name: Geld}
  akte: {name: Akte}
sources:
  blatt: {kind: report, title: Blatt, publisher: Ein Blatt (AT), first_hand: true, lang: de}
  schrift: {kind: primary-document, title: „Eine“ Schrift, publisher: rat, lang: fr}
  netz: {kind: social, title: 7 Worte, publisher: Яна, reliability: E, lang: unknown}
events:
  tag: {name: Tag, when: 2021-12-30/2022-01-02}
""",
    "briefings/b.yml": """\
briefing:
  title: Briefing
  as_of: 2022-01-20
facts:
  eins:
    statement: Eins.
    about: [erika, Niemand]
    topics: [geld, akte]
    when: 2021-12-07
    evidence: {source: schrift, by: amt}
  zwei:
    statement: Zwei.
    topics: [geld]
    when: 2021-11
    evidence:
      - {source: blatt, stance: documents}
      - {source: wort, stance: denies}
  drei:
    statement: Drei.
    evidence: netz
quotes:
  wort:
    speaker: erika
    original: {lang: fr, text: Mot}
    source: schrift
  rede:
    speaker: {unnamed: Ein Sprecher, of: amt}
    source: blatt
  duett:
    speaker: [erika, amt]
    source: blatt
  ruf:
    speaker: {unnamed: Jemand aus der Menge}
    source: blatt
assessments:
  weil:
    kind: explanation
    question: Warum?
    made: 2022-01-01
    positions:
      a: {by: Jemand}
  bald:
    kind: forecast
    question: Wann?
    judgement: Bald.
    by: erika
    source: blatt
    made: 2022-01-01
    horizon: 2030
  nie:
    kind: forecast
    question: Wann?
    judgement: Nie.
    by: {unnamed: Ein Leser}
    source: blatt
    made: 2022-01-01
    horizon: 2030
  einst:
    kind: forecast
    question: Wann?
    judgement: Einst.
    by: [erika, {unnamed: ihre Freunde}]
    source: blatt
    made: 2022-01-01
    horizon: 2030
questions:
  offen: {text: Was?}
  klar:
    text: Wo?
    answered: {at: 2022-01-02}
""",
}
"""A project in which most facets have several values."""


@pytest.fixture
def view(tmp_path: Path) -> View:
    """Return what a German page knows of the project."""
    settings = Settings(today=date(2022, 1, 26))
    checked = check(write(tmp_path, FILES), settings)
    assert [] == [str(each) for each in checked.diagnostics if each.code < "LB3"]
    return View(Renderer(checked.corpus, settings, Date.parse("2022-01-26")), Page("", "de", "", "", ""))


def filters_of(view: View, kind: str) -> Filters:
    """Return by what the list of all records of a kind can be filtered."""
    return view.filters(kind, view.corpus.records(kind))


EXPECTED: Final = {
    "fact": {
        "status": {"reported": "berichtet", "disputed": "umstritten", "unsupported": "unbelegt"},
        "person": {"amt": "Amt", "erika": "Erika Öl", "rat": "Rat"},
        "origin": {"ein-blatt-at": "Ein Blatt (AT)", "rat": "Rat"},
        "opponent": {"erika": "Erika Öl"},
        "origins": {"1": "1 Ursprung", "-": "nichts dafür gezählt"},
        "topic": {"akte": "Akte", "geld": "Geld"},
        "source": {"netz": "7 Worte", "blatt": "Blatt", "schrift": "„Eine“ Schrift"},
        "date": {"2021": "2021", "2021-11": "November 2021", "2021-12": "Dezember 2021", "-": "ohne Datum"},
    },
    "quote": {
        "speaker": {"amt": "Amt", "erika": "Erika Öl", "-": "namentlich nicht genannt"},
        "language": {"fr": "Französisch", "-": "unbekannte Sprache"},
    },
    "assessment": {
        "state": {"open": "offen", "not-scorable": "nicht wertbar"},
        "kind": {"forecast": "Prognose", "explanation": "Erklärung"},
        "analyst": {
            "s--desk": "Redaktion",
            "erika": "Erika Öl",
            "jemand": "Jemand",
            "-": "namentlich nicht genannt",
        },
    },
    "question": {"state": {"open": "offen", "answered": "beantwortet"}},
    "source": {
        "kind": {
            "primary-document": "Originaldokument",
            "report": "Bericht",
            "social": "Beitrag in sozialen Medien",
        },
        "publisher": {"ein-blatt-at": "Ein Blatt (AT)", "rat": "Rat", "яна": "Яна"},
        "reliability": {"B": "B – meist zuverlässig", "E": "E – unzuverlässig", "-": "nicht eingestuft"},
        "language": {"de": "Deutsch", "fr": "Französisch", "-": "unbekannte Sprache"},
    },
    "organisation": {"initial": {"a": "A", "r": "R"}},
    "topic": {"initial": {"a": "A", "g": "G"}},
}
"""What can be chosen, by kind and facet: labels by token, in order."""


@pytest.mark.parametrize("kind", FACETS)
def test_choices(view: View, kind: str) -> None:
    """What can be chosen has a token and a word in the page's language, and stands in order.

    The statuses, dates and grades stand in their own order, names in that of the alphabet, what has no value last.
    A facet that doesn't tell the records apart is left out.
    """
    controls = filters_of(view, kind).controls
    found = {control.name: [(value.token, value.label) for value in control.values] for control in controls}
    assert {name: list(values.items()) for name, values in EXPECTED.get(kind, {}).items()} == found


def test_tokens(view: View) -> None:
    """Each record has the tokens of its values: whom it is about, who says so, who contradicts, and for whom."""
    tokens = filters_of(view, "fact").tokens
    expected = "status:reported person:erika person:amt person:rat origin:rat origins:1 topic:geld topic:akte"
    assert f"{expected} source:schrift date:2021 date:2021-12" == tokens["b", "eins"]
    expected = "status:disputed person:erika origin:ein-blatt-at opponent:erika origins:1 topic:geld"
    assert f"{expected} source:blatt source:schrift date:2021 date:2021-11" == tokens["b", "zwei"]
    assert "status:unsupported origins:- source:netz date:-" == tokens["b", "drei"]


def test_sources_are_numbered_where_their_list_is(view: View) -> None:
    """On a briefing's page a source has its number in the list of sources there, and stands in that order."""
    controls = view.filters("fact", view.corpus.records("fact", "b"), here="b").controls
    found = next([value.label for value in control.values] for control in controls if control.name == "source")
    assert ["[1] „Eine“ Schrift", "[2] Blatt", "[3] 7 Worte"] == found


VOICES: Final = """briefing:
  title: Briefing
  as_of: 2022-01-20
facts:
  one: {statement: Eins., evidence: [{source: blatt, by: A}, {source: kopie, by: A}]}
  one-known: {statement: Eins., evidence: [{source: blatt, by: A}, {source: kopie, stance: reports}]}
  none-known: {statement: Keiner., evidence: {source: kopie}}
  two: {statement: Zwei., evidence: [{source: blatt, by: [A, B]}, {source: kopie, by: C, stance: denies}]}
  one-contradicted: {statement: Eins., evidence: [{source: blatt, by: A}, {source: kopie, by: B, stance: denies}]}
  denied: {statement: Keiner., evidence: [{source: blatt, by: A, stance: denies}]}
  two-known: {statement: Zwei., evidence: [{source: blatt, by: [A, B]}, kopie]}
  three: {statement: Drei., evidence: {source: blatt, by: [A, B, C]}}
  four-known: {statement: Vier., evidence: [{source: blatt, by: [A, B, C, D]}, kopie]}
  nothing: {statement: Nichts., evidence: {source: blatt, set_aside: Falsch.}}
sources:
  blatt: {kind: report, title: Blatt}
  kopie: {kind: report, title: Kopie}
"""
"""Facts that rest on various numbers of voices; nobody knows whose voice the copy is."""


def _origins(tmp_path: Path, text: str) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return the choices by the number of origins with their labels, and which facts each finds."""
    settings = Settings(today=date(2022, 1, 26))
    corpus = check(write(tmp_path, {"briefings/b.yml": text}), settings).corpus
    view = View(Renderer(corpus, settings, Date.parse("2022-01-26")), Page("", "en", "en/", "", ""))
    filters = filters_of(view, "fact")
    values = next(control.values for control in filters.controls if control.name == "origins")
    tokens = {key[1]: each.split() for key, each in filters.tokens.items()}
    labels = {value.token: value.label for value in values}
    return labels, {each: {fact for fact, own in tokens.items() if f"origins:{each}" in own} for each in labels}


def test_facts_by_the_number_of_their_origins(tmp_path: Path) -> None:
    """A number that is but a lower bound is filed apart; what has no known second origin can be found at once.

    Whoever contradicts is no origin of what is said.
    """
    labels, found = _origins(tmp_path, VOICES)
    assert {
        "1": "1 origin",
        "at-least-1": "at least 1 origin (independence unknown)",
        "no-second": "no second origin known",
        "2": "2 origins",
        "at-least-2": "at least 2 origins (independence unknown)",
        "3-or-more": "3 origins or more",
        "-": "nothing counted for it",
    } == labels
    assert list(labels) == list(found)
    assert {
        "1": {"one", "one-contradicted"},
        "at-least-1": {"one-known", "none-known"},
        "no-second": {"one", "one-contradicted", "one-known", "none-known"},
        "2": {"two"},
        "at-least-2": {"two-known"},
        "3-or-more": {"three", "four-known"},
        "-": {"nothing", "denied"},
    } == found


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [(("one-known", "none-known"), "1"), (("one", "one-contradicted"), "at-least-1")],
)
def test_a_choice_that_finds_no_more_than_a_part_of_it_is_left_out(
    tmp_path: Path, left_out: tuple[str, ...], expected: str
) -> None:
    """Where all facts without a second origin are of one sort, there is one choice for them."""
    names = tuple(f"  {name}:" for name in left_out)
    text = "".join(line for line in VOICES.splitlines(keepends=True) if not line.startswith(names))
    labels, found = _origins(tmp_path, text)
    assert expected in found
    assert "no-second" not in labels


OUTCOMES: Final = """briefing:
  title: Briefing
  as_of: 2022-01-20
assessments:
  ja: {kind: forecast, question: A?, made: 2021, outcome: {result: yes, at: 2022}}
  nein: {kind: explanation, question: B?, made: 2021, outcome: {result: no, at: 2022}}
  teils: {kind: estimate, question: C?, made: 2021, outcome: {result: mixed, at: 2022}}
  offen: {kind: forecast, question: D?, made: 2021, horizon: 2030}
  hoffnung: {kind: hope, question: E?, made: 2021, outcome: {result: no, at: 2022}}
  rat: {kind: advice, question: F?, made: 2021, outcome: {result: yes, at: 2022}}
  wer-weiss: {kind: hope, question: G?, made: 2021, outcome: {result: unresolvable, at: 2022}}
  verschieden:
    question: H?
    made: 2021
    positions:
      a: {by: A, judgement: Ja., outcome: {result: yes, at: 2022}}
      b: {by: B, judgement: Nein., outcome: {result: no, at: 2022}}
      c: {by: C, judgement: Vielleicht.}
"""
"""Assessments that turned out in every way, none of which can be scored."""


def test_assessments_by_how_they_turned_out(tmp_path: Path) -> None:
    """Whatever is known of an outcome can be found, scorable or not, in the words that stand at the assessment."""
    settings = Settings(today=date(2022, 1, 26))
    checked = check(write(tmp_path, {"briefings/b.yml": OUTCOMES}), settings)
    assert [] == [str(each) for each in checked.diagnostics if each.code < "LB3"]
    view = View(Renderer(checked.corpus, settings, Date.parse("2022-01-26")), Page("", "de", "", "", ""))
    filters = filters_of(view, "assessment")
    values = next(control.values for control in filters.controls if control.name == "outcome")
    assert {
        "yes": "eingetroffen",
        "no": "nicht eingetroffen",
        "mixed": "teils eingetroffen",
        "explanation-no": "Erklärung traf nicht zu",
        "hope-no": "Hoffnung nicht erfüllt",
        "advice-yes": "Rat befolgt",
        "unresolvable": "nicht zu entscheiden",
        "-": "kein Ausgang vermerkt",
    } == {value.token: value.label for value in values}
    assert [
        "yes",
        "no",
        "mixed",
        "explanation-no",
        "hope-no",
        "advice-yes",
        "unresolvable",
        "-",
    ] == [value.token for value in values]
    outcomes = {
        key[1]: [token.removeprefix("outcome:") for token in own.split() if token.startswith("outcome:")]
        for key, own in filters.tokens.items()
    }
    assert {
        "ja": ["yes"],
        "nein": ["explanation-no"],
        "teils": ["mixed"],
        "offen": ["-"],
        "hoffnung": ["hope-no"],
        "rat": ["advice-yes"],
        "wer-weiss": ["unresolvable"],
        "verschieden": ["yes", "no"],
    } == outcomes


def test_who_speaks_together_and_who_is_not_named(view: View) -> None:
    """What several said stands under each of them; what nobody said who is named, under a value of its own."""
    speakers = filters_of(view, "quote").tokens
    analysts = filters_of(view, "assessment").tokens
    found = {
        key[1]: [token for token in own.split() if token.startswith(("speaker:", "analyst:"))]
        for key, own in (*speakers.items(), *analysts.items())
    }
    assert ["speaker:erika", "speaker:amt"] == found["duett"]
    assert (["speaker:-"], ["speaker:amt"]) == (found["ruf"], found["rede"])
    assert (["analyst:-"], ["analyst:erika"]) == (found["nie"], found["einst"])


def test_tokens_are_the_same_in_all_languages(view: View) -> None:
    """An address leads to the same records in every language."""
    english = View(view._renderer, Page("", "en", "en/", "", ""))  # noqa: SLF001  # the same content
    for kind in FACETS:
        assert filters_of(view, kind).tokens == filters_of(english, kind).tokens or "initial" in FACETS[kind]


def test_joint_words_are_found_by_each_speaker(tmp_path: Path) -> None:
    """Who looks for somebody's quotes finds those, too, that they said with somebody else."""
    registry = "people:\n  erika: {name: Erika}\n  max: {name: Max}\nsources:\n  blatt: {kind: report, title: Blatt}\n"
    text = """\
briefing: {title: Sitzung, as_of: 2022-01-20}
quotes:
  allein: {speaker: erika, source: blatt}
  beide: {speaker: [erika, max], source: blatt}
"""
    settings = Settings(today=date(2022, 1, 26))
    checked = check(write(tmp_path, {"briefings/registry.yml": registry, "briefings/b.yml": text}), settings)
    view = View(Renderer(checked.corpus, settings, Date.parse("2022-01-26")), Page("", "de", "", "", ""))
    assert {"allein": "speaker:erika", "beide": "speaker:erika speaker:max"} == {
        key[1]: tokens for key, tokens in filters_of(view, "quote").tokens.items()
    }


def test_orders(view: View) -> None:
    """Facts can be sorted by date, undated ones last, and by status, the best supported first."""
    filters = filters_of(view, "fact")
    places = {entry.id: filters.places(entry) for entry in view.corpus.records("fact")}
    assert {"eins": "date:1 status:0", "zwei": "date:0 status:1", "drei": "date:2 status:2"} == places


def test_every_kind_in_a_list_has_its_facets() -> None:
    """The facets are those of known kinds, and each has a label in the catalogue."""
    words = catalogue("de")
    assert FACETS.keys() <= BY_NAME.keys()
    for kind, names in FACETS.items():
        assert words.text(f"filter.title.{kind}")
        assert all(words.text(f"filter.by.{name}") for name in names)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021", ["2021"]),
        ("2021-12", ["2021", "2021-12"]),
        ("2021-12-07T10:07-05:00", ["2021", "2021-12"]),
        ("2021-12-30/2022-01-02", ["2021", "2022", "2021-12", "2022-01"]),
        ("2021-12-30/..", ["2021", "2021-12"]),
        ("2019/2021", ["2019", "2020", "2021"]),
        ("1900/2022", ["1900", "2022"]),
        ("unknown", ["-"]),
    ],
)
def test_dates_touch_years_and_months(tmp_path: Path, written: str, expected: list[str]) -> None:
    """A date is found by all years and months that it touches, as far as it is known; unknown ones are undated."""
    settings = Settings(today=date(2022, 1, 26))
    events = f"events:\n  a: {{name: A, when: {written}}}\n  b: {{name: B, when: 1815}}\n"
    corpus = check(write(tmp_path, {"briefings/registry.yml": events}), settings).corpus
    view = View(Renderer(corpus, settings, Date.parse("2022-01-26")), Page("", "de", "", "", ""))
    found = Facets(view)._date(corpus.by_key["registry", "a"])  # noqa: SLF001  # before spare years are left out
    assert expected == [value.token for value in found]
