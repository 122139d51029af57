"""How readers see assessments: likelihood, confidence, positions, hypotheses, outcome and score; the index of them all.

The material is made up: `tests/cases/other-material/`, and an analyst with many forecasts, written here.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from generator.analysis.scoring import ENOUGH, Reason, State, Verdict
from generator.locale import catalogue, languages
from generator.markdown import to_html
from generator.scales import SCALES
from tests.dom import Node, dom, elements_of, python_markdown, same, text_of
from tests.small_project import SESSION, dead_links, html_of, markdown_of, site_of, small_project

MATERIAL: Final = Path(__file__).parent / "cases" / "other-material"
"""Kinds of material that the first briefing doesn't have."""
NO_RULES: Final = {"LB3xx": "off"}
"""Settings for texts that editorial rules would stop: how they are shown is what counts here."""


@pytest.fixture(scope="module")
def material() -> dict[str, str]:
    """Return the HTML of all pages of the other kinds of material."""
    return html_of(site_of(MATERIAL))


def seen(html: str) -> str:
    """Return what readers see of HTML, with ordinary blanks."""
    return text_of(dom(html)).replace("\N{NO-BREAK SPACE}", " ")


def card(html: str, identifier: str) -> str:
    """Return the HTML of the card of one record."""
    cards = re.findall(r"<article.*?</article>", html, flags=re.DOTALL)
    (found,) = [each for each in cards if f'<h3 id="{identifier}">' in each]
    return str(found)


def row(html: str, name: str) -> str:
    """Return what stands beside the name of a row in a list of terms."""
    found = re.search(rf"<dt>{re.escape(name)}</dt>\s*<dd.*?</dd>", html, flags=re.DOTALL)
    return seen(found[0]).removeprefix(name).strip() if found else ""


def bodies(tree: tuple[Node, ...], name: str) -> Iterator[Node]:
    """Yield all elements of a name."""
    for node in tree:
        if not isinstance(node, str):
            if node[0] == name:
                yield node
            yield from bodies(node[2], name)


def shapes(html: str, name: str) -> list[dict[str, str]]:
    """Return the attributes of all shapes of a kind in drawings."""
    return [attributes for element, attributes in elements_of(dom(html)) if element.endswith(f"}}{name}")]


FORECAST: Final = """
    kind: forecast
    question: Wann?
    judgement: Bald.
    by: erika-muster
    source: testblatt
    made: 2021-01-01
    horizon: 2021-06-01
"""
"""What a forecast needs."""
YES: Final = "    outcome:\n      result: yes\n      at: 2021-05-01\n      evidence: vertagt\n"
"""It came true."""


def card_of(tmp_path: Path, more: str, *, lang: str = "de", base: str = FORECAST) -> str:
    """Return the card of an assessment with further fields."""
    text = f"{SESSION}assessments:\n  prognose:{base}{more}"
    prefix = "" if lang == "de" else f"{lang}/"
    return card(
        html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))[f"{prefix}briefings/sitzung/"],
        "prognose",
    )


# Likelihood and confidence


TERMS: Final = {f"{scale.slug}-{term.slug}": (scale, term) for scale in SCALES.values() for term in scale.terms}
"""All terms of all scales."""


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the HTML of a site with one forecast for each term of each scale."""
    text = f"{SESSION}assessments:\n"
    for identifier, (scale, term) in TERMS.items():
        text += f"  {identifier}:{FORECAST}    scale: {scale.slug}\n    likelihood: {term.slug}\n"
    return html_of(site_of(small_project(tmp_path_factory.mktemp("terms"), sitzung=text), severities=NO_RULES))


@pytest.mark.parametrize("identifier", TERMS)
def test_term_stands_with_its_range(identifier: str, terms: dict[str, str]) -> None:
    """A term of any scale is printed in the page's language with its range in brackets, and the scale is named."""
    scale, term = TERMS[identifier]
    sign = ">" if term.band.low_open else ""
    edges = f"{sign}{term.band.low_percent}–{term.band.high_percent}"
    german = row(card(terms["briefings/sitzung/"], identifier), "Wahrscheinlichkeit")
    english = row(card(terms["en/briefings/sitzung/"], identifier), "Likelihood")
    assert german.startswith(f"{term.name('de')} ({edges} %) Skala: {scale.name('de')}")
    assert english == f"{term.name('en')} ({edges}%) Scale: {scale.name('en')}"


@pytest.mark.parametrize("identifier", TERMS)
def test_band_is_drawn_to_scale(identifier: str, terms: dict[str, str]) -> None:
    """A term is drawn from its lower to its upper end, an open end with a ring; who hears the page is spared it."""
    band = TERMS[identifier][1].band
    html = card(terms["briefings/sitzung/"], identifier)
    (drawing,) = re.findall(r'<svg class="lb-band" [^>]*>', html)
    assert 'aria-hidden="true"' in drawing
    (rect,) = shapes(html, "rect")
    assert (band.low_percent, band.high_percent) == (int(rect["x"]), int(rect["x"]) + int(rect["width"]))
    assert ([str(band.low_percent)] if band.low_open else []) == [each["cx"] for each in shapes(html, "circle")]


@pytest.mark.parametrize(
    ("fields", "german", "english"),
    [
        ("scale: none\n    probability: 0.65", "65 %", "65%"),
        ("scale: none\n    probability: 0.0005", "0,05 %", "0.05%"),
        (
            "scale: icd203\n    likelihood: likely\n    probability: 0.7",
            "wahrscheinlich (55–80 %), als Zahl 70 % Skala: ICD 203",
            "likely (55–80%), as a number 70% Scale: ICD 203",
        ),
        (
            "scale: icd203\n    likelihood: wahrscheinlich\n    wording:\n      lang: fr\n      text: probable",
            "wahrscheinlich (55–80 %) Skala: ICD 203 im Wortlaut: probable",
            "likely (55–80%) Scale: ICD 203 in their words: probable",
        ),
        (
            "scale: none\n    likelihood: so gut wie abgemacht",
            "so gut wie abgemacht wie geschrieben; keiner Skala zugeordnet",
            "so gut wie abgemacht as written; on no scale",
        ),
        (
            "scale: phia\n    likelihood: roughly even chance",
            "roughly even chance wie geschrieben; kein Begriff der Skala PHIA-Wahrscheinlichkeitsskala",
            "roughly even chance as written; not a term of the scale PHIA probability yardstick",
        ),
        ("likelihood: likely", "likely wie geschrieben; keiner Skala zugeordnet", "likely as written; on no scale"),
        (
            "scale: none\n    wording: ungewiss",
            "ungewiss – nur in Worten, ohne Zahl",
            "ungewiss (in German only) – in words only, without a number",
        ),
        ("scale: none", "keine Wahrscheinlichkeit genannt", "no probability stated"),
        (
            "scale: phia\n    likelihood: realistic possibility",
            "realistische Möglichkeit (40–50 %) Skala: PHIA-Wahrscheinlichkeitsskala, dort: realistic possibility",
            "realistic possibility (40–50%) Scale: PHIA probability yardstick",
        ),
    ],
)
def test_likelihood_as_stated(fields: str, german: str, english: str, tmp_path: Path) -> None:
    """A number stays a number, words stay words in quotation, and nobody is given a likelihood they did not state."""
    more = f"    {fields}\n"
    assert german == row(card_of(tmp_path / "de", more), "Wahrscheinlichkeit")
    found = row(card_of(tmp_path / "en", more, lang="en"), "Likelihood")
    assert english == found.replace("ungewiss in German only", "ungewiss (in German only)")


def test_own_words_keep_their_language(tmp_path: Path) -> None:
    """The author's words are a quotation with its language."""
    html = card_of(tmp_path, "    scale: none\n    wording:\n      lang: fr\n      text: fort probable\n")
    assert '<q lang="fr">fort probable</q>' in html


def test_number_is_a_point(tmp_path: Path) -> None:
    """A stated probability is drawn as a point where it lies."""
    html = card_of(tmp_path, "    scale: none\n    probability: 0.65\n")
    (point,) = shapes(html, "circle")
    assert 65 == float(point["cx"])
    assert [] == shapes(html, "rect")


def test_likelihood_and_confidence_are_apart(material: dict[str, str]) -> None:
    """Confidence has a row of its own with its reason, and no row holds both."""
    found = card(material["briefings/agencies/"], "urheber")
    assert "sehr wahrscheinlich (80–95 %)" in row(found, "Wahrscheinlichkeit")
    assert "hoch" not in row(found, "Wahrscheinlichkeit").replace("sehr hoch", "")
    assert "hoch Grund: Mehrere Dienste stützen sich auf verschiedene Erkenntnisse." == row(
        found, "Vertrauen in die Einschätzung"
    )
    judgements = material["briefings/agencies/"].partition('id="s--fact"')[0]
    lines = [seen(each) for each in re.findall(r'<span class="lb-aside lb-short">.*?</span>\n', judgements)]
    assert [
        "Wahrscheinlichkeit: sehr wahrscheinlich (80–95 %)",
        "Vertrauen in die Einschätzung: hoch",
    ] == lines


# What it rests on


def test_matrix_is_a_table(material: dict[str, str]) -> None:
    """The matrix has headings for columns and rows, says in words what a cell means, and counts what contradicts."""
    found = card(material["en/briefings/agencies/"], "urheber")
    (table,) = bodies(dom(found), "table")
    headings = [dict(each[1])["scope"] for each in bodies((table,), "th") if not isinstance(each, str)]
    assert ["col"] * 4 + ["row"] * 4 == headings
    rows = [seen_cells(each) for each in bodies((table,), "tr")]
    assert ["consistent", "neutral", "inconsistent"] == rows[1][1:]
    assert ["consistent", "consistent", "consistent"] == rows[2][1:]
    assert rows[2][0].endswith("alike for all: tells nothing apart")
    assert not rows[1][0].endswith("apart")
    assert ["inconsistent", "consistent", "not rated"] == rows[3][1:]
    assert ["Inconsistencies", "1", "0", "1 1 item not rated"] == rows[4]
    assert "style=" not in found


def seen_cells(table_row: Node) -> list[str]:
    """Return the texts of the cells of a row."""
    return (
        [] if isinstance(table_row, str) else [text_of((each,)) for each in table_row[2] if not isinstance(each, str)]
    )


def test_indicators_say_what_was_observed(material: dict[str, str]) -> None:
    """An indicator says what it speaks for, whether it was observed, when, and what shows it."""
    text = seen(card(material["briefings/agencies/"], "urheber"))
    assert "wird angeklagt. spricht dafür, beobachtet 2. November 2021: Annex on attribution" in text
    assert "nutzt dasselbe Werkzeug. spricht dagegen, nicht beobachtet" in text


def test_revision_is_named_on_both_sides(material: dict[str, str]) -> None:
    """The later judgement says what it revises, the earlier one what revised it, both with the reason."""
    page = material["briefings/agencies/"]
    later, earlier = seen(card(page, "urheber")), seen(card(page, "urheber-entwurf"))
    reason = "Grund der Änderung: Das Werkzeug wurde gefunden."
    assert "Ändert: Die Gruppe Nord drang in das Netz ein. 1. März 2021 Wahrscheinlichkeit: etwa gleich" in later
    assert "Geändert durch: Die Gruppe Nord drang in das Netz ein. 1. Juni 2021" in earlier
    assert later.count(reason) == earlier.count(reason) == 1


# Other kinds of material


def test_agencies_keep_their_own_confidence(material: dict[str, str]) -> None:
    """Of three agencies that share a judgement, two have high and one moderate confidence."""
    text = seen(card(material["en/briefings/agencies/"], "urheber"))
    shares = "shares the common judgement Confidence"
    assert f"Intelligence Service (fictitious): {shares} high" in text
    assert f"Police Office (fictitious): {shares} high" in text
    assert f"Signals Agency (fictitious): {shares} moderate Others had access to the tool, too." in text


def test_camps_without_common_judgement(material: dict[str, str]) -> None:
    """A question with three camps says that there is no common judgement, and who abstains and why."""
    text = seen(card(material["briefings/camps/"], "herkunft"))
    assert "Gemeinsames Urteil keines; es gibt nur einzelne Positionen" in text
    assert "vier Dienste: Sie kam vom Markt. Wahrscheinlichkeit keine Wahrscheinlichkeit genannt" in text
    assert "Funkaufklärung (erfunden): Sie kam aus einem Labor. Wahrscheinlichkeit most likely – nur in Worten" in text
    assert "Nachrichtendienst (erfunden): enthält sich Die Angaben reichen nicht aus." in text
    assert "Brier" not in text
    assert "kein gemeinsames Urteil, 3 Positionen" in seen(material["assessments/"])


def test_ipcc_needs_only_one_of_both(material: dict[str, str]) -> None:
    """An IPCC statement may have confidence only, or likelihood only, and is scored by bounds alone."""
    page = material["en/briefings/climate/"]
    confident, likely = card(page, "erwaermt"), card(page, "eisfrei")
    assert "no probability stated" == row(confident, "Likelihood")
    assert "very high Reason: Many measurements agree." == row(confident, "Confidence")
    assert "likely (66–100%) Scale: IPCC calibrated language" == row(likely, "Likelihood")
    assert "" == row(likely, "Confidence")
    assert "The power station stays in operation." == row(likely, "On condition that")
    # It came true: best at 100 % with (1 - 1)² = 0, worst at 66 % with (0.66 - 1)² = 0.1156.
    assert "Brier score between 0.000 and 0.116; there is no single one" in seen(likely)
    assert ">50–100%" in row(card(page, "niedrig"), "Likelihood")


def test_decision_with_deadline_and_range(material: dict[str, str]) -> None:
    """A council's decision has its deadline and the range of its cost with the best estimate."""
    text = seen(card(material["briefings/council/"], "beschluss"))
    assert "fällig 31. Dezember 2024" in text
    assert "4,2–5,8 (am ehesten 4,9) Mio. Euro" in text
    assert text.startswith("bestätigt")


def test_contested_number(material: dict[str, str]) -> None:
    """Numbers that don't overlap stand side by side with their voices, and the fact is disputed."""
    text = seen(card(material["en/briefings/number/"], "teilnehmer"))
    assert text.startswith("disputed")
    assert "about 3,000 people" in text
    assert "8,000–10,000 people" in text


def test_quote_through_two_translations(material: dict[str, str]) -> None:
    """A quote known only through two translations says so: no original, who translated from what, and its way here."""
    text = seen(card(material["briefings/relay/"], "tuer"))
    assert "Die Tür bleibt offen." in text
    assert "Übersetzer unbekannt, Ausgangssprache: Englisch" in text
    assert "Übersetzung einer Agentur (Weltblatt (erfunden)), Ausgangssprache: Französisch" in text
    assert "Der Wortlaut im Original ist nicht bekannt." in text
    assert "Erika Muster → Fernblatt (erfunden) →" in text


def test_material_is_in_good_order(material: dict[str, str]) -> None:
    """All links lead somewhere, both dialects agree, and nothing is styled inline."""
    assert [] == list(dead_links(material))
    for address, markdown in markdown_of(site_of(MATERIAL)).items():
        assert same(python_markdown(markdown), to_html(markdown).html), address
        assert not re.search(r"<[^>]*\s(?:style|align|on\w+)=", material[address])


# Scores


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize(
    ("section", "members"),
    [
        ("reason", Reason),
        ("reason_short", Reason),
        ("verdict", Verdict),
        ("verdict_text", Verdict),
        ("state", State),
        ("state_title", State),
        ("state_text", State),
    ],
)
def test_every_outcome_has_words(section: str, members: type[Reason | Verdict | State], lang: str) -> None:
    """Every reason, verdict and state has its text in every language, and there is no text too many."""
    found = {key.partition(".")[2] for key in catalogue(lang).texts if key.startswith(f"{section}.")}
    assert {str(member) for member in members} == found


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # (0.65 - 1)² = 0.1225.
        (
            "scale: none\n    probability: 0.65\n" + YES,
            "Treffer: Es kam so, wie das Urteil erwarten ließ. Brier-Wert 0,123.",
        ),
        # 55 to 80 %, in the middle 67.5 %: (0.675 - 1)² = 0.105625.
        # At best (0.8 - 1)² = 0.04, at worst (0.55 - 1)² = 0.2025.
        (
            "scale: icd203\n    likelihood: likely\n" + YES,
            "Brier-Wert 0,106 (je nach Stelle im Bereich 0,040 bis 0,203). Der Brier-Wert misst, wie weit",
        ),
        # The same term, and it didn't come true: 0.675² = 0.455625, 0.55² = 0.3025, 0.8² = 0.64.
        (
            "scale: icd203\n    likelihood: likely\n" + YES.replace("yes", "no"),
            "als das Urteil erwarten ließ. Brier-Wert 0,456 (je nach Stelle im Bereich 0,303 bis 0,640).",
        ),
        ("scale: none\n    probability: 0.5\n" + YES, "Weder noch: Das Urteil ließ beides gleichermaßen erwarten."),
        ("scale: none\n" + YES, "Kein Brier-Wert: Genannt wurde weder eine Zahl noch ein Begriff einer Skala."),
        ("scale: none\n    likelihood: wohl\n" + YES, "Kein Brier-Wert: Wie wahrscheinlich es sein sollte"),
        (
            "scale: none\n    probability: 0.6\n" + YES.replace("yes", "mixed"),
            "Nicht gewertet: Es kam nur zum Teil so.",
        ),
        (
            "scale: none\n    probability: 0.6\n" + YES.replace("yes", "unresolvable"),
            "Nicht gewertet: Ob es so kam, lässt sich nicht entscheiden.",
        ),
        (
            "scale: none\n    probability: 0.6\n" + YES.replace("2021-05", "2020-05"),
            "nicht nachweislich vor dem Ausgang.",
        ),
        ("scale: none\n    probability: 0.6\n", "Fällig: Der Zeitraum ist vorbei"),
    ],
)
def test_score_in_words(fields: str, expected: str, tmp_path: Path) -> None:
    """A card says in words what a judgement was worth, with the bounds of a term, or why it is worth nothing."""
    assert expected in seen(card_of(tmp_path, f"    {fields}"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "kind: forecast",
            "kind: hope",
            "Nicht gewertet: Hoffnungen, Ratschläge und Erklärungen sind keine Vorhersagen.",
        ),
        ("    horizon: 2021-06-01\n", "", "Nicht gewertet: Vorher war weder festgelegt, bis wann es eintreten sollte"),
        ("horizon: 2021", "horizon: 2031", "Noch offen: Niemand kann wissen, ob es so kommt."),
    ],
)
def test_no_score_in_words(old: str, new: str, expected: str, tmp_path: Path) -> None:
    """What is no forecast, names no time, or is still open says so."""
    assert expected in seen(card_of(tmp_path, "    scale: none\n", base=FORECAST.replace(old, new)))


# The index and the record of an analyst


def test_index_is_sorted_by_state(material: dict[str, str]) -> None:
    """The index lists what is due, open, resolved and not scorable, the last with the reason."""
    html = material["en/assessments/"]
    parts = re.split(r'<h2 id="s--([\w-]+)">', html)
    found = dict(zip(parts[1::2], map(seen, parts[2::2]), strict=True))
    assert ["due", "open", "resolved", "not-scorable", "track-records", "calibration"] == list(found)
    assert "Construction begins in 2021." in found["due"]
    assert "forecast, the desk 1 June 2021: The bridge is finished by the end of 2024." in found["open"]
    assert "Likelihood: likely (55–80%)" in found["open"]
    assert "did not come true, 1 January 2022 · Miss Brier score 0.423" in found["resolved"]
    assert (
        "how one would know. If an outcome stands here, the desk judged it afterwards. estimate, Climate Panel"
        in found["not-scorable"]
    )
    assert "1 due 4 open 3 resolved 1 not scorable" in seen(html)


def test_analysts_are_listed_by_name(material: dict[str, str]) -> None:
    """Analysts stand by name with hits, misses, mean score and what has none: never as a ranking."""
    page = material["en/assessments/"].partition('id="s--track-records"')[2]
    (table,) = [each for each in bodies(dom(page), "table") if "lb-track" in str(each)]
    rows = [seen_cells(each) for each in bodies((table,), "tr")]
    names = [each[0] for each in rows[1:]]
    assert names == sorted(names, key=str.casefold)
    assert "the desk" in names
    assert ["Erika Muster", "2", "0", "1", "0", "0.423 of 1 judgement", "1"] in rows
    # Very likely, 80 to 95 %, and true: (0.875 - 1)² = 0.015625, at best 0.05² = 0.0025, at worst 0.2² = 0.04.
    assert ["Police Office (fictitious)", "1", "1", "0", "0", "0.016 (0.003 to 0.040) of 1 judgement", "0"] in rows
    assert "Not a ranking" in seen(page)


def test_rows_add_up(tmp_path: Path) -> None:
    """Whoever isn't named has a row, too, the last: the table holds as many judgements and hits as the list."""
    text = f"{SESSION}assessments:\n  eine:{FORECAST}{YES}"
    text += f"  leser:{FORECAST.replace('erika-muster', '{unnamed: Ein Leser}')}{YES}"
    text += f"  leserin:{FORECAST.replace('erika-muster', '{unnamed: Eine Leserin}')}{YES.replace('yes', 'no')}"
    pages = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))
    (table,) = [each for each in bodies(dom(pages["assessments/"]), "table") if "lb-track" in str(each)]
    rows = [seen_cells(each)[:4] for each in bodies((table,), "tr")][1:]
    assert [["Erika Muster", "1", "1", "0"], ["Namentlich nicht Genannte, zusammen", "2", "1", "1"]] == rows


def test_outcomes_of_what_is_no_prediction(tmp_path: Path) -> None:
    """Of an explanation and its positions is never said that they came true."""
    position = "    positions:\n      a:\n        by: Jemand\n        judgement: Nie.\n"
    position += "        outcome: {result: no, at: 2021-05-01, evidence: vertagt}\n"
    text = seen(card_of(tmp_path, f"{YES}{position}", base=FORECAST.replace("kind: forecast", "kind: explanation")))
    assert "Erklärung traf zu, 1. Mai 2021" in text
    assert "Was daraus wurde: Erklärung traf nicht zu, 1. Mai 2021" in text
    assert "eingetroffen" not in text


def test_nothing_scored_is_no_zero(tmp_path: Path) -> None:
    """Of whom nothing could count as hit or miss, no 0 is said: a dash in the table, which is read out, else words."""
    timeless = FORECAST.replace("    horizon: 2021-06-01\n", "")
    text = f"{SESSION}assessments:\n  prognose:{timeless}{YES}"
    pages = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))
    assert "Urteile 1 Treffer keine gewertet Fehlschläge keine gewertet" in seen(pages["people/erika-muster/"])
    (table,) = [each for each in bodies(dom(pages["en/assessments/"]), "table") if "lb-track" in str(each)]
    rows = [seen_cells(each) for each in bodies((table,), "tr")]
    assert ["Erika Muster", "1", "–none scored", "–none scored", "–none scored", "none", "1"] == rows[1]
    listed = seen(pages["assessments/"].partition('id="s--not-scorable"')[2])
    assert "auch wo der Ausgang bekannt ist" in listed
    assert "eingetroffen, 1. Mai 2021" in listed


def forecasts(count: int) -> str:
    """Return a briefing with forecasts of rain, of which as many come true as their probability says."""
    text = f"{SESSION}assessments:\n"
    for number in range(count):
        tenths = (1, 3, 7, 9)[number % 4]
        came_true = number // 4 % 10 < tenths
        text += f"  regen-{number}:{FORECAST}    scale: none\n    probability: 0.{tenths}\n"
        text += YES.replace("yes", "yes" if came_true else "no")
    return text


def test_calibrated_analyst(tmp_path: Path) -> None:
    """From 30 resolved on there is a diagram with a table; points of good forecasts lie on the broken line."""
    pages = html_of(site_of(small_project(tmp_path, sitzung=forecasts(40))))
    for address in ("people/erika-muster/", "en/people/erika-muster/", "assessments/"):
        elements = list(elements_of(dom(pages[address])))
        (diagram,) = [each for name, each in elements if each.get("class") == "lb-reliability"]
        assert diagram["aria-label"]
        points = [each for name, each in elements if each.get("class") == "lb-reliability__point"]
        # The plot is 240 wide and high, its lower left corner at (60, 250).
        shares = [((float(each["cx"]) - 60) / 240, (250 - float(each["cy"])) / 240) for each in points]
        assert [(share, share) for share in (0.1, 0.3, 0.7, 0.9)] == [
            (round(stated, 2), round(came_true, 2)) for stated, came_true in shares
        ]
        assert "lb-early" not in pages[address]
    (table,) = bodies(dom(pages["people/erika-muster/"]), "table")
    rows = [seen_cells(each) for each in bodies((table,), "tr")]
    assert ["30–40\N{NO-BREAK SPACE}%", "10", "30\N{NO-BREAK SPACE}%", "30\N{NO-BREAK SPACE}%"] == rows[2]
    # Hits: 9 + 7 + 7 + 9. The mean score of a calibrated tenth is p (1 - p): (0.09 + 0.21 + 0.21 + 0.09) / 4 = 0.15.
    text = seen(pages["people/erika-muster/"])
    assert "Urteile 40 Treffer 32 Fehlschläge 8 Mittlerer Brier-Wert 0,150 aus 40 Urteilen" in text
    assert [] == list(dead_links(pages))


def test_too_early_for_a_diagram(tmp_path: Path) -> None:
    """With fewer than 30 there is only the table, and the sentence that it is too early."""
    pages = html_of(site_of(small_project(tmp_path, sitzung=forecasts(ENOUGH - 1))))
    for address in ("people/erika-muster/", "assessments/"):
        assert "lb-reliability" not in pages[address]
        assert "lb-calibration" in pages[address]
        assert "Für ein Urteil ist es zu früh. Bisher sind 29 Vorhersagen" in seen(pages[address])


def test_who_judged_nothing_has_no_record(tmp_path: Path) -> None:
    """The page of a person who judged nothing has no record of judgements."""
    assert "track-record" not in html_of(site_of(small_project(tmp_path)))["people/erika-muster/"]


def test_record_says_why_there_is_no_score(material: dict[str, str]) -> None:
    """An analyst's own page counts what has no score by its reason, also what has bounds only."""
    text = seen(material["en/organisations/klimarat/"])
    assert "Mean Brier score none" in text
    assert (
        "Without Brier score 3 1 × neither horizon nor resolution laid down beforehand 1 × still open 1 × bounds only"
        in text
    )


def test_due_depends_on_today(tmp_path: Path) -> None:
    """A forecast is open until its horizon has passed, by the day that counts as today."""
    root = small_project(tmp_path, sitzung=f"{SESSION}assessments:\n  prognose:{FORECAST}    scale: none\n")
    for today, heading in ((date(2021, 6, 1), "s--open"), (date(2021, 6, 2), "s--due")):
        assert f'id="{heading}"' in html_of(site_of(root, today=today))["assessments/"]
