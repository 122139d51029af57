"""Citations: whom they credit, and that no content can break out of any of their forms."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.citation.forms import as_bibtex, as_csl, as_text, bibtex, csl, csl_item, tex, url
from generator.citation.works import Work, sentence, works
from generator.corpus import publish
from generator.locale import catalogue
from generator.model.date import Date
from generator.pages import plan
from generator.render import Renderer, View
from generator.settings import Settings
from tests.small_project import REGISTRY, SESSION, markdown_of, site_of, small_project

GERMAN: Final = catalogue("de")
ENGLISH: Final = catalogue("en")
NOW: Final = Date.parse("2022-01-26")
HOSTILE: Final = (
    "A & B_1 50 % $x$ #1 ~^ {offen \\input{/etc/passwd} zu}} \"ah\" <b> | `x` a--b ,, '' } @online{x,\n\n"
    "title = {y},\u202eumgekehrt\u2066\x07\u00a0Ende\u202f!"
)
"""All that means something to TeX or to a reader of bibliographies, with braces that don't match."""

MATERIAL: Final = """\
briefing:
  title: Der Beispielrat vertagt die Satzung
  as_of: 2022-01-20
  authors: [erika-muster, Max Beispiel]
  licence: CC BY-SA 4.0
sections:
  beschluss:
    title: Was beschlossen wurde
    body: Der Beispielrat vertagte [@vertagt].
facts:
  vertagt:
    statement: Der Beispielrat vertagte die Satzung.
    evidence:
      - {source: testblatt, by: erika-muster}
    about: erika-muster
  bestritten:
    statement: Die Satzung ist gültig.
    evidence:
      - {source: testblatt, by: erika-muster}
      - {source: testblatt, by: Rathaus, stance: denies}
  gesagt:
    statement: Die Satzung sei gut.
    form: saying
    evidence: testblatt
quotes:
  geduld:
    speaker: erika-muster
    role: Vorsitzende
    original: {lang: fr, text: Nous avons le temps.}
    translations:
      de: {text: Wir haben Zeit., by: Agentur Muster, method: agency, from: fr}
    occasion: nach der Sitzung
    when: 2022-01-19
    source: testblatt
    via: [erika-muster, Agentur Muster, testblatt]
  direkt:
    speaker: Max Beispiel
    original: {lang: de, text: Nein!}
    source: testblatt
    via: [Max Beispiel, Testblatt]
assessments:
  eigene:
    question: Kommt die Satzung?
    judgement: Die Satzung kommt.
    kind: forecast
    made: 2022-01-21
    likelihood: likely
    confidence: low
  fremde:
    question: Kommt die Satzung?
    judgement: Die Satzung kommt nicht.
    kind: forecast
    by: Max Beispiel
    source: [testblatt, archiv]
    made: 2022-01-22
    probability: 0.25
sources:
  archiv:
    kind: interview
    title: Gespräch
    archived:
      - url: https://archive.example/1
"""
"""A briefing of everything that can be cited."""
SOURCES: Final = REGISTRY.replace(
    "publisher: Testblatt",
    "publisher: Testblatt\n    published: 2022-01-20\n    url: https://testblatt.example/a_b?c=%20#d",
)


def view_of(root: Path, lang: str = "de", **options: Any) -> View:  # noqa: ANN401  # whatever a setting takes
    """Return the view of the page of citations of a project's briefing."""
    settings = Settings(severities={"LB3xx": "off"}, **options)
    site = site_of(root, severities={"LB3xx": "off"}, **options)
    corpus = publish(site.checked.corpus, NOW)
    page = next(each for each in plan(corpus, settings).pages if each.template == "cite" and each.lang == lang)
    return View(Renderer(corpus, settings, NOW), page)


def works_of(view: View) -> dict[str, Work]:
    """Return the works of a view by the ids of their records."""
    head = view.page.subject
    assert head is not None
    return {entry.id: work for entry, work in works(head, view)}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with everything that can be cited."""
    return small_project(tmp_path_factory.mktemp("project"), sitzung=MATERIAL, registry=SOURCES)


FOUND: Final = "In: Der Beispielrat vertagt die Satzung [online]. Lagebild, "
TEXTS: Final = {
    "sitzung": "Erika Muster und Max Beispiel. Der Beispielrat vertagt die Satzung [online]. "
    "Lagebild, Informationsstand 20. Januar 2022. CC BY-SA 4.0.",
    "beschluss": f"Erika Muster und Max Beispiel. Was beschlossen wurde. {FOUND}"
    "Informationsstand 20. Januar 2022. CC BY-SA 4.0.",
    "vertagt": "Erika Muster und Max Beispiel. Behauptet (Erika Muster): Der Beispielrat vertagte die Satzung. "
    f"{FOUND}Informationsstand 20. Januar 2022. CC BY-SA 4.0.",
    "bestritten": "Erika Muster und Max Beispiel. Umstritten (dafür: Erika Muster; dagegen: Rathaus): "
    f"Die Satzung ist gültig. {FOUND}Informationsstand 20. Januar 2022. CC BY-SA 4.0.",
    "gesagt": "Erika Muster und Max Beispiel. Berichtet (Testblatt): Es wurde gesagt: Die Satzung sei gut. "
    f"{FOUND}Informationsstand 20. Januar 2022. CC BY-SA 4.0.",
    "geduld": "Erika Muster (Vorsitzende). „Wir haben Zeit.“ "
    "Übersetzung einer Agentur, Agentur Muster, Ausgangssprache: Französisch. Nach der Sitzung. 19. Januar 2022. "
    "In: Rat vertagt Satzung [online]. Testblatt, 20. Januar 2022. https://testblatt.example/a_b?c=%20#d. "
    "Weg des Zitats: Erika Muster → Agentur Muster. Zitiert nach: Der Beispielrat vertagt die Satzung [online]. "
    "Lagebild, Informationsstand 20. Januar 2022.",
    "direkt": "Max Beispiel. „Nein!“ In: Rat vertagt Satzung [online]. Testblatt, 20. Januar 2022. "
    "https://testblatt.example/a_b?c=%20#d. Zitiert nach: Der Beispielrat vertagt die Satzung [online]. "
    "Lagebild, Informationsstand 20. Januar 2022.",
    "eigene": "Erika Muster und Max Beispiel. Prognose, wahrscheinlich (55–80 %): Die Satzung kommt. "
    f"{FOUND}21. Januar 2022. CC BY-SA 4.0.",
    "fremde": "Max Beispiel. Prognose, 25 %: Die Satzung kommt nicht. 22. Januar 2022. "
    "In: Rat vertagt Satzung [online]. Testblatt, 20. Januar 2022. https://testblatt.example/a_b?c=%20#d. "
    "Gespräch, https://archive.example/1. Zitiert nach: Der Beispielrat vertagt die Satzung [online]. "
    "Lagebild, Informationsstand 20. Januar 2022.",
}
"""The citation of each record as text."""


@pytest.mark.parametrize("record", TEXTS)
def test_text(record: str, project: Path) -> None:
    """What others said is credited to them and to the source, with the chain, and we are where it was found.

    A statement never stands without its status and voices, a judgement never without its likelihood.
    """
    found = as_text(works_of(view_of(project))[record], GERMAN)
    assert TEXTS[record] == found.replace("\N{NO-BREAK SPACE}", " ")


def test_everything_is_cited(project: Path) -> None:
    """The briefing and its sections, facts, quotes and assessments can be cited, each under a key of its own."""
    found = works_of(view_of(project))
    assert list(TEXTS) == list(found)
    keys = [work.key for work in found.values()]
    assert ["sitzung", *(f"sitzung:{record}" for record in list(TEXTS)[1:])] == keys
    english = works_of(view_of(project, "en"))
    assert keys == [work.key for work in english.values()]


def test_english(project: Path) -> None:
    """The text is in the words of the page's language."""
    found = as_text(works_of(view_of(project, "en"))["geduld"], ENGLISH).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "Erika Muster (Vorsitzende). “Nous avons le temps.” Nach der Sitzung. 19 January 2022. "
        "In: Rat vertagt Satzung [online]. Testblatt, 20 January 2022. https://testblatt.example/a_b?c=%20#d. "
        "How the quote came here: Erika Muster → Agentur Muster. Quoted in: Der Beispielrat vertagt die Satzung "
        "[online]. Lagebild, Information as of 20 January 2022."
    ) == found


AGENCY: Final = "en: {text: We have time., by: unknown, method: agency, from: ru}"
EDITORIAL: Final = "de: {text: Wir haben Zeit., method: editorial, from: en}"


@pytest.mark.parametrize(
    ("original", "translations", "german", "english"),
    [
        (
            "lang: ru",
            f"{AGENCY}\n      {EDITORIAL}",
            (
                "Übersetzung der Redaktion, Ausgangssprache: Englisch. Auch die Vorlage (Englisch) ist übersetzt: "
                "Übersetzung einer Agentur, Übersetzer unbekannt, Ausgangssprache: Russisch. "
                "Der Wortlaut im Original (Russisch) ist nicht bekannt."
            ),
            (
                "Translation by an agency, translator unknown, translated from: Russian. "
                "The original wording (Russian) is not known."
            ),
        ),
        (
            "lang: ru, text: Время есть.",
            EDITORIAL,
            "Übersetzung der Redaktion, Ausgangssprache: Englisch. Original, Russisch.",
            None,
        ),
        (
            "lang: ru, text: Время есть.",
            f"{AGENCY}\n      {EDITORIAL}",
            (
                "Übersetzung der Redaktion, Ausgangssprache: Englisch. Auch die Vorlage (Englisch) ist übersetzt: "
                "Übersetzung einer Agentur, Übersetzer unbekannt, Ausgangssprache: Russisch."
            ),
            "Translation by an agency, translator unknown, translated from: Russian.",
        ),
        (
            "lang: unknown",
            "de: {text: Wir haben Zeit., method: editorial}",
            "Übersetzung der Redaktion. Der Wortlaut im Original ist nicht bekannt.",
            "Translation by the desk. The original wording is not known.",
        ),
        (
            "lang: ru",
            f"en: {{text: We have time., from: de}}\n      {EDITORIAL}",
            (
                "Übersetzung der Redaktion, Ausgangssprache: Englisch. Auch die Vorlage (Englisch) ist übersetzt: "
                "Übersetzung, Ausgangssprache: Deutsch. "
                "Der Wortlaut im Original (Russisch) ist nicht bekannt."
            ),
            None,
        ),
    ],
    ids=["by-way-of-an-agency", "by-way-of-words-not-kept", "original-known", "nothing-known", "circle"],
)
def test_how_words_came_into_their_language(
    original: str, translations: str, german: str, english: str | None, tmp_path: Path
) -> None:
    """A citation tells translations apart from what was said, back to the original, in every form of it."""
    session = MATERIAL.replace("lang: fr, text: Nous avons le temps.", original).replace(
        "de: {text: Wir haben Zeit., by: Agentur Muster, method: agency, from: fr}", translations
    )
    root = small_project(tmp_path, sitzung=session, registry=SOURCES)
    for lang, words, expected in (("de", GERMAN, german), ("en", ENGLISH, english)):
        work = works_of(view_of(root, lang))["geduld"]
        (item,) = json.loads(as_csl(work, words))
        for found in (as_text(work, words), as_bibtex(work, words), item["note"]):
            if expected is not None:
                assert f"{expected} Nach der Sitzung." in found


def test_other_languages_are_marked_in_a_citation(tmp_path: Path) -> None:
    """On a page of citations the names in another language are marked, and only they."""
    sources = SOURCES.replace("publisher: Testblatt", "publisher: Testblatt\n    lang: de")
    site = site_of(small_project(tmp_path, sitzung=MATERIAL, registry=sources), severities={"LB3xx": "off"})
    found = re.findall(r'lb-citation__text">(.*?)</p>', markdown_of(site)["en/briefings/sitzung/cite/"])
    quoted = next(each for each in found if "How the quote came here" in each)
    assert 'In: <span lang="de">Rat vertagt Satzung</span> &#91;online' in quoted
    assert 'Quoted in: <span lang="de">Der Beispielrat vertagt die Satzung</span>' in quoted
    claimed = next(each for each in found if "Claimed (Erika Muster)" in each)
    assert 'Claimed (Erika Muster)&#58; <span lang="de">Der Beispielrat vertagte die Satzung.</span>' in claimed
    german = markdown_of(site)["briefings/sitzung/cite/"]
    assert "<span lang=" not in "".join(re.findall(r'lb-citation__text">(.*?)</p>', german)).replace('lang="en"', "")


def test_private_characters_stand_for_themselves(tmp_path: Path) -> None:
    """Whatever characters a text holds are shown, also those by which pieces of markup are told from it."""
    marks = "\U000f0000\U000f0001\U000f0005"
    session = MATERIAL.replace("title: ", f"title: {marks} ").replace("statement: ", f"statement: {marks} ")
    sources = SOURCES.replace("title: ", f"title: {marks} ").replace("name: ", f"name: {marks} ")
    site = site_of(small_project(tmp_path, sitzung=session, registry=sources), severities={"LB3xx": "off"})
    pages = markdown_of(site)
    for address in ("briefings/sitzung/cite/", "en/briefings/sitzung/cite/"):
        for found in re.findall(r'lb-citation__text">(.*?)</p>', pages[address]):
            assert marks in found
            assert 0 == len(re.findall(r"[\U000f0000-\U000ffffd]", found)) % len(marks)


def test_desk_is_the_author_where_nobody_is_named(tmp_path: Path) -> None:
    """Without authors the desk wrote it; the site's own name isn't said twice."""
    root = small_project(tmp_path)
    assert ("Muster-Redaktion",) == works_of(view_of(root, desk="Muster-Redaktion"))["sitzung"].authors
    assert () == works_of(view_of(root, desk="Lagebild"))["sitzung"].authors
    assert () == works_of(view_of(root))["sitzung"].authors


@pytest.mark.parametrize("site_url", ["https://example.org/lage", "https://example.org/lage/"])
def test_address_of_the_site(site_url: str, project: Path) -> None:
    """Where the site knows its address, a citation ends with that of the record, in its language; else with none."""
    german = works_of(view_of(project, site_url=site_url))
    assert "https://example.org/lage/briefings/sitzung/#vertagt" == german["vertagt"].address == german["vertagt"].url
    assert "https://example.org/lage/briefings/sitzung/beschluss/" == german["beschluss"].address
    assert german["geduld"].url.startswith("https://testblatt.example/")
    assert "https://example.org/lage/briefings/sitzung/#geduld" == german["geduld"].address
    english = works_of(view_of(project, "en", site_url=site_url))
    assert "https://example.org/lage/en/briefings/sitzung/" == english["sitzung"].address
    assert {""} == {work.address for work in works_of(view_of(project)).values()}
    for form in (as_bibtex, as_csl):
        assert "example.org/lage/briefings/sitzung/" in form(german["geduld"], GERMAN)


def test_page_shows_all_forms(project: Path) -> None:
    """The page of citations has each form of each record; two files hold all of them, in each language."""
    site = site_of(project, severities={"LB3xx": "off"})
    page = markdown_of(site)["briefings/sitzung/cite/"]
    assert len(TEXTS) == page.count("<summary>BibLaTeX</summary>") == page.count("<summary>CSL-JSON</summary>")
    for prefix in ("", "en/"):
        names = [f"{prefix}briefings/sitzung/sitzung.{ending}" for ending in ("bib", "csl.json")]
        bibliography, items = (site.files[name] for name in names)
        assert isinstance(bibliography, bytes)
        assert isinstance(items, bytes)
        assert len(TEXTS) == bibliography.decode().count("\n@online{") + 1
        assert len(TEXTS) == len(json.loads(items))


def test_redacted_and_hidden_records_are_in_no_bibliography(tmp_path: Path) -> None:
    """What readers must not see is in no file of citations either."""
    redaction = "redactions:\n  weg:\n    at: 2022-01-25\n    targets: [geduld, erika-muster]\n    ground: Verfügung\n"
    draft = SESSION.replace("as_of:", "status: draft\n  as_of:").replace("Beispielrat", "Kanarienvogel")
    root = small_project(tmp_path, sitzung=MATERIAL + redaction, registry=SOURCES, entwurf=draft)
    site = site_of(root, severities={"LB3xx": "off"})
    everything = b"".join(each for each in site.files.values() if isinstance(each, bytes)).decode()
    assert "vertagte" in everything
    for word in ("Zeit", "geduld", "Erika", "erika-muster", "Kanarienvogel", "entwurf"):
        assert word not in everything


def work(**fields: Any) -> Work:  # noqa: ANN401  # whatever a field takes
    """Return a work whose texts are all hostile unless given."""
    hostile = dict.fromkeys(("title", "publisher", "issued_as", "host", "licence", "found", "role", "address"), HOSTILE)
    rest = {
        "key": "a:b",
        "type": "webpage",
        "authors": (HOSTILE, "B and C"),
        "lang": "de",
        "issued": None,
        "details": (HOSTILE,),
        "host_authors": (HOSTILE,),
        "more": (HOSTILE,),
        "url": 'https://example.org/{a}"b\\c|d^e`f ü%7B_~#&',
    }
    return Work(**{**hostile, **rest, **fields})


def entry_of(text: str) -> dict[str, str]:
    """Read an entry of BibLaTeX as a reader does that counts braces and knows no backslash."""
    head, _, body = text.partition(",\n")
    assert re.fullmatch(r"@online\{[a-z0-9:-]+", head)
    fields = {}
    place = 0
    while not body.startswith("}", place):
        found = re.compile(r"  ([a-z]+) = \{").match(body, place)
        assert found, body[place:]
        depth, end = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(body[end], 0)
            end += 1
        fields[found[1]] = body[found.end() : end - 1]
        assert body.startswith(",\n", end)
        place = end + 2
    assert "}" == body[place:]
    return fields


TEX_WORDS: Final = {
    "\\textbackslash{}": "\\",
    "\\textbraceleft{}": "{",
    "\\textbraceright{}": "}",
    "\\textasciicircum{}": "^",
    "\\textasciitilde{}": "~",
    "\\textquotedbl{}": '"',
    "\\textless{}": "<",
    "\\textgreater{}": ">",
    "\\textbar{}": "|",
    "\\textasciigrave{}": "`",
    "\\textrightarrow{}": "→",
    "\\,": "\u202f",
    "~": "\u00a0",
    "{}": "",
    **{f"\\{mark}": mark for mark in "$&#%_"},
}
"""What TeX prints for each of its words that are used."""


def printed(source: str) -> str:
    """Return what TeX prints, if it meets nothing with a meaning that isn't expected."""
    tokens = re.compile("|".join(map(re.escape, sorted(TEX_WORDS, key=len, reverse=True))) + r"|[^\\{}$&#%_^\"<>|`]")
    assert source == "".join(tokens.findall(source))
    return tokens.sub(lambda token: TEX_WORDS.get(token[0], token[0]), source)


def test_no_content_breaks_out_of_a_bibliography() -> None:
    """Whatever a text holds, an entry has its fields and no others, and TeX prints the text as it is."""
    found = entry_of(as_bibtex(work(), GERMAN))
    assert ["author", "title", "titleaddon", "organization", "url", "note", "addendum"] == list(found)
    plain = HOSTILE.replace("\u202e", "").replace("\u2066", "").replace("\x07", "").replace("\n\n", " ")
    assert plain == printed(found["title"])
    assert f"{{{tex(plain)}}} and {{B and C}}" == found["author"]
    assert "https://example.org/%7Ba%7D%22b%5Cc%7Cd%5Ee%60f%20%C3%BC%7B_~#&" == found["url"]


@given(st.text())
def test_tex_prints_any_text_as_it_is(text: str) -> None:
    """TeX prints the characters that readers of the page see, whatever they are, and braces always match."""
    source = tex(text)
    assert tex(printed(source)) == source
    assert entry_of(as_bibtex(work(title=f"x{text}"), GERMAN))["title"] == tex(f"x{text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a---b", "a-{}-{}-b"), ("''", "'{}'"), (",,", ",{},"), ("A. -B", "A. -B"), ("„Ü“ Ж", "„Ü“ Ж")],
)
def test_tex_joins_nothing(text: str, expected: str) -> None:
    """Marks that TeX would join stay apart; letters of all alphabets stay as they are."""
    assert expected == tex(text)


def test_hostile_text_is_one_line() -> None:
    """A citation as text is one line, without marks that turn the order of letters round."""
    text = as_text(work(), GERMAN)
    assert not re.search(r"[\n\x07\u202e\u2066]", text)


FIELDS: Final[dict[str, type | tuple[type, ...]]] = {
    **dict.fromkeys(("id", "type", "title", "container-title", "publisher", "URL", "language", "note"), str),
    **dict.fromkeys(("author", "container-author"), list),
    **dict.fromkeys(("issued", "event-date"), dict),
}
"""The fields of CSL-JSON that we use, with their types after the schema of the Citation Style Language."""
TYPES: Final = {
    *("article-newspaper", "dataset", "document", "interview", "post", "report", "speech", "webpage"),
}
"""The types of that schema that we use."""


def check_item(item: dict[str, Any]) -> None:
    """Fail if an item isn't as the schema has it (csl-data.json, version 1.0.2)."""
    assert {"id", "type"} <= item.keys() <= FIELDS.keys()
    assert item["type"] in TYPES
    for name, value in item.items():
        assert isinstance(value, FIELDS[name]), name
    for name in ("author", "container-author"):
        for each in item.get(name, ()):
            assert ["literal"] == list(each)
    for name in ("issued", "event-date"):
        date = item.get(name, {})
        assert date.keys() <= {"date-parts", "literal", "circa"}
        for parts in date.get("date-parts", ()):
            assert 1 <= len(parts) <= 3
            assert all(isinstance(part, int) for part in parts)
        assert len(date.get("date-parts", ())) <= 2


def items_of(root: Path) -> Iterator[dict[str, Any]]:
    """Give the items of a project in both languages."""
    for lang in ("de", "en"):
        view = view_of(root, lang)
        yield from json.loads(csl(works_of(view).values(), view.words))


def test_csl_follows_its_schema(project: Path) -> None:
    """Every item has only fields of CSL-JSON, each of its type."""
    found = list(items_of(project))
    assert len(found) == 2 * len(TEXTS)
    for item in (*found, json.loads(as_csl(work(), GERMAN))[0]):
        check_item(item)


def test_csl_of_a_quote(project: Path) -> None:
    """The item of a quote is the source's, said by the speaker; chain and place where it was found are a note."""
    item = csl_item(works_of(view_of(project))["geduld"], GERMAN)
    note = str(item.pop("note"))
    assert {
        "id": "sitzung:geduld",
        "type": "article-newspaper",
        "author": [{"literal": "Erika Muster"}],
        "title": "„Wir haben Zeit.“",
        "container-title": "Rat vertagt Satzung",
        "publisher": "Testblatt",
        "issued": {"date-parts": [[2022, 1, 20]]},
        "event-date": {"date-parts": [[2022, 1, 19]]},
        "URL": "https://testblatt.example/a_b?c=%20#d",
        "language": "de",
    } == item
    assert "Weg des Zitats: Erika Muster → Agentur Muster." in note
    assert "Zitiert nach: Der Beispielrat vertagt die Satzung" in note


@pytest.mark.parametrize(
    ("written", "biblatex", "item"),
    [
        ("2022", "date = {2022}", {"date-parts": [[2022]]}),
        ("2022-01", "date = {2022-01}", {"date-parts": [[2022, 1]]}),
        ("2022-01-20", "date = {2022-01-20}", {"date-parts": [[2022, 1, 20]]}),
        ("2022-01-20T10:07+01:00", "date = {2022-01-20}", {"date-parts": [[2022, 1, 20]]}),
        ("2022-01-20~", "date = {2022-01-20~}", {"date-parts": [[2022, 1, 20]], "circa": True}),
        ("2022?", "date = {2022?}", {"date-parts": [[2022]], "circa": True}),
        ("2022-01-20/2022-02", "date = {2022-01-20/2022-02}", {"date-parts": [[2022, 1, 20], [2022, 2]]}),
        ("2022/..", "year = {ab 2022}", {"literal": "ab 2022"}),
        ("202X", "year = {2020er-Jahre}", {"literal": "2020er-Jahre"}),
        ("unknown", "", None),
    ],
)
def test_dates(written: str, biblatex: str, item: dict[str, Any] | None) -> None:
    """A date is given as exactly as each form can; else in words, and not where it's unknown."""
    dated = work(issued=Date.parse(written), publisher="P")
    fields = entry_of(as_bibtex(dated, GERMAN))
    name, _, value = biblatex.partition(" = ")
    assert {name: value[1:-1]} == {key: fields[key] for key in ("date", "year") if key in fields} or not biblatex
    assert item == csl_item(dated, GERMAN).get("issued")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ja", "Ja."),
        ("Ja.", "Ja."),
        ("Ja?", "Ja?"),
        ("„Ja.“", "„Ja.“"),
        ("„Ja“", "„Ja“."),
        ("so …", "so …"),
        ("a) ", "a)."),
    ],
)
def test_sentence(text: str, expected: str) -> None:
    """A part ends with one full stop, or with the mark that stands for it."""
    assert expected == sentence(text)


def test_bibliography_of_nothing() -> None:
    """No works make an empty file, and a list without items."""
    assert "" == bibtex([], GERMAN)
    assert [] == json.loads(csl([], GERMAN))


def test_addresses_keep_what_is_safe() -> None:
    """An address stays as it is, but for what could end a field."""
    assert "https://example.org/a_b?c=%20&d=~e#f" == url("https://example.org/a_b?c=%20&d=~e#f")
