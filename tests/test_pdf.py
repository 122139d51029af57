"""Briefings on paper: all that the page says, tagged, with the same bytes each time, whatever the content is."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, cast

import pytest
import typst
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

import generator.pdf
from generator.build import Site, build
from generator.cache import Cache
from generator.kinds import BY_NAME
from generator.markdown import to_html, typeset
from generator.pages import ONE_PAGE
from generator.pdf import address, print_site
from generator.pdf.tree import document, parse
from generator.plugin import TEMPLATES, THEME
from generator.render import Rendered
from generator.settings import Settings
from tests.small_project import REGISTRY, SESSION, picture, small_project, write
from tests.test_cases import CASES

SETTINGS: Final = Settings(today=date(2022, 1, 26), site_name="Lagebild")
PDF: Final = "briefings/sitzung/sitzung.pdf"
TEMPLATE: Final = Path(generator.pdf.__file__).parent / "briefing.typ"
MARKUP: Final = r"""#panic("x") *a* _b_ `c` $d$ @e <f> \ // g /* h = [i] {j} ~ -- --- ... " ' #{1+1} \u{41}"""
"""All that means something to Typst."""


def printed(root: Path, **options: Any) -> Site:  # noqa: ANN401  # whatever a setting takes
    """Print the briefings of a project."""
    settings = SETTINGS.model_copy(update=options)
    return print_site(build(root, settings), root, settings)


def reader(site: Site, name: str = PDF) -> PdfReader:
    """Open a PDF of a site."""
    return PdfReader(io.BytesIO(cast("bytes", site.files[name])))


def text(found: PdfReader) -> str:
    """Return the words of a PDF without what stands at the head and the foot of each page."""
    first, *pages = (page.extract_text() for page in found.pages)
    return "\n".join((first, *("\n".join(page.splitlines()[1:-1]) for page in pages)))


def lines(found: PdfReader) -> list[str]:
    """Return the lines of a PDF."""
    return [line for page in found.pages for line in page.extract_text().splitlines()]


def squeezed(words: str) -> str:
    """Return a text without all that the breaking of lines may add or take away."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", words)


def views(site: Site) -> Iterator[Rendered]:
    """Yield the views on one page."""
    return (each for each in site.pages if each.page.template == ONE_PAGE)


def strings(nodes: list[Any]) -> Iterator[str]:
    """Yield all texts of a tree."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            yield from strings(node["body"])


def links(found: PdfReader) -> set[str]:
    """Return the addresses that a PDF links to."""
    annotations = (each.get_object() for page in found.pages for each in page.get("/Annots", ()))
    actions = (cast("DictionaryObject", each).get("/A", {}) for each in annotations)
    return {str(each["/URI"]) for each in actions if "/URI" in each}


@pytest.mark.parametrize("kind", BY_NAME)
def test_all_that_the_page_says_is_printed(kind: str, tmp_path: Path) -> None:
    """Every text of the view on one page is in the PDF, of every kind of record, in both languages."""
    case = CASES / f"kind-{kind}"
    write(tmp_path, {file.relative_to(case).as_posix(): file.read_bytes() for file in case.glob("briefings/**/*.*")})
    site = printed(tmp_path)
    assert [address(view) for view in views(site)] == [name for name in site.files if name.endswith(".pdf")]
    for view in views(site):
        tree = document(parse(typeset(to_html(view.markdown).html)), view.page.address, "", str)
        found = squeezed(text(reader(site, address(view))))
        # In the order of the text, notes stand between the lines that they are about.
        for words in strings([*tree.cover, *tree.body, *(node for note in tree.notes.values() for node in note)]):
            for part in words.split():
                assert squeezed(part) in found, words


def test_accessible(tmp_path: Path) -> None:
    """The PDF is PDF/UA-1: tagged, with title, languages, bookmarks, and each heading below the one it belongs to."""
    site = printed(small_project(tmp_path))
    for name, lang in ((PDF, "de-DE"), (f"en/{PDF}", "en-GB")):
        found = reader(site, name)
        root = cast("DictionaryObject", found.trailer["/Root"].get_object())
        assert "<pdfuaid:part>1</pdfuaid:part>" in cast("Any", root["/Metadata"]).get_object().get_data().decode()
        assert "True" == str(cast("DictionaryObject", root["/MarkInfo"])["/Marked"])
        assert "True" == str(cast("DictionaryObject", root["/ViewerPreferences"])["/DisplayDocTitle"])
        assert lang == str(root["/Lang"])
        assert "Der Beispielrat vertagt die Satzung" == cast("Any", found.metadata).title
        section, facts, (fact,), sources = cast("list[Any]", found.outline)
        assert section.title.startswith("Was beschlossen wurde")
        assert (facts.title, sources.title) in (("Fakten", "Quellen"), ("Facts", "Sources"))
        assert fact.title.startswith("Der Beispielrat vertagte die Satzung.")


def test_contents_have_page_numbers(tmp_path: Path) -> None:
    """The second page lists the parts of the briefing with the numbers of their pages."""
    found = reader(printed(small_project(tmp_path)))
    contents = found.pages[1].extract_text()
    for title in ("Was beschlossen wurde", "Fakten", "Quellen"):
        number = re.search(rf"{title}[ .]+(\d+)\n", contents)
        assert number, contents
        assert title in found.pages[int(number[1]) - 1].extract_text()


def test_same_bytes(tmp_path: Path) -> None:
    """Two builds of the same content in two places give the same bytes; another day of building changes none."""
    first, second = (printed(small_project(tmp_path / name)) for name in "ab")
    later = printed(small_project(tmp_path / "c"), today=date(2026, 1, 1))
    for name in (PDF, f"en/{PDF}"):
        assert first.files[name] == second.files[name] == later.files[name]


def test_letters_and_marks(tmp_path: Path) -> None:
    """Umlauts, Cyrillic, Greek, quotation marks and dashes can be copied out of the PDF as they were written."""
    words = "Größe, Übermut, ÄÖÜß „so“ ‚und‘ “so” ‘and’ «так» – — … Москва, Київ, Ґ, Ελλάδα, Łódź, İstanbul, №, ½, →"
    statement = f"statement: '{words}'"
    session = SESSION.replace("statement: Der Beispielrat vertagte die Satzung.", statement)
    site = printed(small_project(tmp_path, sitzung=session))
    assert squeezed(words) in squeezed(text(reader(site)))
    assert [] == [each for each in site.checked.diagnostics if each.code == "LB405"]


def test_nothing_is_read_as_markup(tmp_path: Path) -> None:
    """Whatever means something to Typst is printed as it is, wherever it stands."""
    quoted = MARKUP.replace("'", "''")
    session = (
        SESSION.replace("title: Der Beispielrat vertagt die Satzung", f"title: 'T {quoted}'\n  lead: 'L {quoted}'")
        .replace("statement: Der Beispielrat vertagte die Satzung.", f"statement: 'S {quoted}'")
        .replace("title: Was beschlossen wurde", f"title: 'A {quoted}'")
    )
    site = printed(small_project(tmp_path, sitzung=session))
    found = squeezed(text(reader(site)))
    for letter in "TLSA":
        assert squeezed(f"{letter} {MARKUP}") in found, letter


def test_characters_that_no_font_has(tmp_path: Path) -> None:
    """What no font can show is shown as a square, and the editor is told which characters, and what helps."""
    session = SESSION.replace("title: Der", "title: 会议 👩‍🚀 Der")
    for _ in range(2):  # The second time it comes from the cache.
        site = printed(small_project(tmp_path, sitzung=session))
        found = [each for each in site.checked.diagnostics if each.code == "LB405"]
        assert ["briefings/sitzung.yml:1:1"] == [str(each.location) for each in found]
        assert found[0].message.endswith("that its fonts lack: 会 议 👩 🚀")
        assert "fonts/" in found[0].hint
        assert "□□ □□ Der Beispielrat" in reader(site).pages[0].extract_text()


def test_font_that_is_none(tmp_path: Path) -> None:
    """What is no font in the folder of the fonts changes nothing, whatever it is called."""
    root = write(small_project(tmp_path), {"fonts/kaputt.ttf": b"\0\1\0\0no font", "fonts/LICENSE.txt": "…"})
    write(root, {"fonts/folder.ttf/README": "…"})
    assert PDF in printed(root).files


@pytest.mark.parametrize("name", ["bild.png", "bild.avif"])
def test_picture_that_can_not_be_printed(name: str, tmp_path: Path) -> None:
    """In the place of a picture that can't be read stands its description, and the editor is told which one."""
    figure = (
        "figures:\n  saal:\n    file: saal.png\n    alt: Der leere Saal\n    credit: Muster\n    licence: CC0\n"
        f"  bild:\n    file: {name}\n    alt: Der volle Saal\n    credit: Muster\n    licence: CC0\n"
    )
    avif = bytes.fromhex("0000001c66747970617669660000000061766966") + b"mif1miaf" + _avif_head()
    damaged = picture()[:-30] + b"\0" * 30
    content = avif if name.endswith("avif") else damaged
    files = {"briefings/saal.png": picture(), f"briefings/{name}": content}
    site = printed(write(small_project(tmp_path, sitzung=SESSION + figure), files))
    found = [each.message for each in site.checked.diagnostics if each.code == "LB405"]
    assert [f"The PDF shows the description of the picture {name} in its place: it can't be read there"] == found
    printed_text = text(reader(site))
    assert "Der volle Saal" in printed_text
    sizes = [size for page in reader(site).pages for size in images(page.get("/Resources", {}))]
    assert [(4, 3)] == sizes


def images(resources: Any) -> Iterator[tuple[int, int]]:  # noqa: ANN401  # a dictionary of PDF's
    """Yield width and height of the pictures that some resources hold, at any depth."""
    for each in resources.get("/XObject", {}).values():
        found = each.get_object()
        if found["/Subtype"] == "/Image":
            yield (found["/Width"], found["/Height"])
        yield from images(found.get("/Resources", {}))


def _avif_head() -> bytes:
    """Return the boxes of an AVIF file in which its size stands (ISO/IEC 23008-12, 6.5.3)."""
    size = b"\0\0\0\x14ispe\0\0\0\0" + (4).to_bytes(4, "big") + (3).to_bytes(4, "big")
    container = (8 + len(size)).to_bytes(4, "big") + b"ipco" + size
    properties = (8 + len(container)).to_bytes(4, "big") + b"iprp" + container
    body = b"\0\0\0\0" + properties
    return (8 + len(body)).to_bytes(4, "big") + b"meta" + body


def test_deep_nesting(tmp_path: Path) -> None:
    """Lists as deep as the page allows are printed with all of their items."""
    items = "\n".join(f"      {'  ' * depth}- Punkt {depth:02}" for depth in range(18))
    session = SESSION.replace("      Der Beispielrat vertagte [@vertagt].", items)
    found = text(reader(printed(small_project(tmp_path, sitzung=session))))
    assert all(f"Punkt {depth:02}" in found for depth in range(18))


def test_notes_at_the_foot(tmp_path: Path) -> None:
    """A reference is a number whose note stands on the same page; a second one to the same record has the same."""
    body = "Erst [@vertagt; @vertagt], dann [@testblatt, S. 3], dann wieder [@vertagt]."
    session = SESSION.replace("Der Beispielrat vertagte [@vertagt].", body)
    found = reader(printed(small_project(tmp_path, sitzung=session)))
    page = next(each.extract_text() for each in found.pages if "Erst" in each.extract_text()[20:])
    assert "Erst1,1, dann2, dann wieder1." in page.replace("\n", "")
    notes = page[page.index("dann wieder") :]
    assert re.search(
        r"1\s*berichtet, Testblatt: Der Beispielrat vertagte die Satzung\. · \[1\] Rat vertagt Satzung", notes
    )
    assert re.search(r"2\s*Rat vertagt Satzung S\. 3", notes)


def test_words_of_a_version_stand_above_its_line(tmp_path: Path) -> None:
    """The other version of a quote begins where the line below it does, and that line follows close behind."""
    session = (
        SESSION
        + """
quotes:
  rede:
    speaker: Erika Muster
    original: {lang: en, text: We adjourn today.}
    translations: {de: {text: Wir vertagen heute., method: editorial}}
    source: testblatt
"""
    )
    places: dict[str, tuple[float, float]] = {}

    def visit(found: str, place: list[float], *_: object) -> None:
        places.setdefault(found, (place[4], place[5]))

    for page in reader(printed(small_project(tmp_path, sitzung=session))).pages:
        page.extract_text(visitor_text=visit)
    words, line = (
        next(place for found, place in places.items() if part in found) for part in ("We adjourn", "Original")
    )
    assert abs(words[0] - line[0]) < 1
    assert 0 < words[1] - line[1] < 15


def test_words_are_not_split_after_two_letters(tmp_path: Path) -> None:
    """No line ends with a word's first two letters or begins with its last two, wherever the line ends."""
    words = "Biden habe eine Beschränkung der Sicherheitsberater erklärte, die drohte, jene gesehen zu haben. " * 3
    body = "\n\n".join(f"      {'x' * length} {words}" for length in range(1, 30))
    session = SESSION.replace("      Der Beispielrat vertagte [@vertagt].", body)
    found = lines(reader(printed(small_project(tmp_path, sitzung=session))))
    assert 29 * 3 < len(found)
    splits = [(line, after) for line, after in pairwise(found) if re.search(r"\w[-\u2010\u00ad]$", line)]
    assert [] == [each for each in splits if re.search(r"\b\w{1,2}\W$", each[0]) or re.match(r"\w{1,2}\b", each[1])]


def test_dates_are_not_split(tmp_path: Path) -> None:
    """The name of a month stands whole beside its day, also where hardly anything else has room on the line."""
    body = "\n\n".join(f"      {'i' * length} 7. September 2021 {'i' * 150}" for length in range(100, 175))
    session = SESSION.replace("      Der Beispielrat vertagte [@vertagt].", body)
    found = text(reader(printed(small_project(tmp_path, sitzung=session))))
    assert 75 == len(re.findall(r"7\.\s?September\s", found))


def test_paragraphs_stand_apart(tmp_path: Path) -> None:
    """Between two paragraphs stands visibly more than between two lines of one."""
    body = f"      Erster {'Satz ' * 30}Letzter.\n\n      Zweiter."
    session = SESSION.replace("      Der Beispielrat vertagte [@vertagt].", body)
    heights: dict[str, float] = {}

    def visit(found: str, place: list[float], *_: object) -> None:
        for word in ("Erster", "Letzter", "Zweiter"):
            if word in found:
                heights[word] = place[5]

    for page in reader(printed(small_project(tmp_path, sitzung=session))).pages:
        page.extract_text(visitor_text=visit)
    line = heights["Erster"] - heights["Letzter"]
    assert 1.3 * line < heights["Letzter"] - heights["Zweiter"]


def test_what_belongs_together_stays_on_one_page(tmp_path: Path) -> None:
    """A short record isn't divided among pages, nor is a source from the words that were read in it."""
    fact = (
        "  eins-{0}:\n    statement: Aussage {0} steht hier.\n    about: erika-muster\n"
        "    evidence:\n      - source: testblatt\n        quote: Worte {0} daraus.\n"
    )
    session = SESSION.replace("facts:\n", "facts:\n" + "".join(fact.format(number) for number in range(100, 130)))
    found = reader(printed(small_project(tmp_path, sitzung=session)))
    pages = [each.extract_text() for each in found.pages]
    for number in range(100, 130):
        (page,) = (each for each in pages if f"Aussage {number}" in each)
        after = page.partition(f"Aussage {number}")[2].partition("Aussage")[0]
        assert f"Worte {number}" in after
        assert "Betrifft" in after


def test_no_heading_ends_a_page(tmp_path: Path) -> None:
    """Below the heading of a record that is divided among pages stands more than its date: also what it rests on."""
    item = "      - source: testblatt\n        quote: Daraus {0}{1}\n"
    facts = "".join(
        f"  eins-{number}:\n    statement: Aussage {number} steht hier.\n    when: 2022-01-19\n    evidence:\n"
        + "".join(item.format(letter, " Worte" * (30 + number % 7 * 20)) for letter in "abcdefg")
        for number in range(100, 130)
    )
    session = SESSION.replace("facts:\n", f"facts:\n{facts}")
    pages = [each.extract_text() for each in reader(printed(small_project(tmp_path, sitzung=session))).pages]
    for number in range(100, 130):
        (page,) = (each for each in pages if f"Aussage {number}" in each)
        assert "Daraus a" in page.partition(f"Aussage {number}")[2]


def test_record_called_as_a_note(tmp_path: Path) -> None:
    """No id that a record can have gets in the way of the notes."""
    session = SESSION.replace("  vertagt:\n", "  note-1:\n").replace("[@vertagt]", "[@note-1]")
    found = text(reader(printed(small_project(tmp_path, sitzung=session))))
    assert re.search(r"Der Beispielrat vertagte\s*1\.", found)


def test_addresses_of_sources(tmp_path: Path) -> None:
    """The address of a source is printed whole and can be followed, whatever letters stand in it."""
    url = "https://example.org/größe/a_very_long_address/that/needs/more/than/one/line?x=1&y=%20#anchor-" + "z" * 60
    registry = REGISTRY.replace("    first_hand: true\n", f"    first_hand: true\n    url: '{url}'\n")
    found = reader(printed(small_project(tmp_path, registry=registry)))
    assert squeezed(url) in squeezed(text(found))
    assert {url.replace("ö", "%C3%B6").replace("ß", "%C3%9F")} == links(found)


@pytest.mark.parametrize("url", ["http://[broken", "https://example.org]/x"])
def test_address_that_is_none(url: str, tmp_path: Path) -> None:
    """An address that nothing can be found at is printed as it is written, and isn't followed."""
    registry = REGISTRY.replace("    first_hand: true\n", f"    first_hand: true\n    url: '{url}'\n")
    found = reader(printed(small_project(tmp_path, registry=registry)))
    assert squeezed(url) in squeezed(text(found))
    assert set() == links(found)


def test_judgement_on_a_question_that_is_gone(tmp_path: Path) -> None:
    """What answers a redacted question and says nothing else keeps a heading, on the page and in the PDF."""
    more = (
        "questions:\n  wann:\n    text: Wann?\nassessments:\n  offen:\n    question: wann\n    made: 2022\n"
        "redactions:\n  verfuegung:\n    at: 2022-01-25\n    targets: wann\n    ground: Verfügung\n"
    )
    site = printed(small_project(tmp_path, sitzung=SESSION + more), severities={"LB3xx": "off"})
    (heading,) = (
        each
        for view in views(site)
        if view.page.lang == "de"
        for each in parse(to_html(view.markdown).html).walk()
        if each.attributes.get("id") == "offen"
    )
    assert ["[…]"] == [each.strip() for each in heading.children if isinstance(each, str) and each.strip()]
    assert "[…]" in text(reader(site))


def test_own_pages_are_linked_only_by_whole_addresses(tmp_path: Path) -> None:
    """Who reads a PDF far from the site can follow every link in it."""
    root = small_project(tmp_path)
    assert set() == links(reader(printed(root)))
    site = "https://example.org/repo/"
    pdf = reader(printed(root, site_url=site), f"en/{PDF}")
    assert f"{site}en/briefings/sitzung/" in pdf.pages[0].extract_text()
    found = links(pdf)
    assert {f"{site}en/briefings/sitzung/", f"{site}en/people/erika-muster/"} <= found
    assert all(each.startswith(site) for each in found)


def test_every_record_can_be_linked_to(tmp_path: Path) -> None:
    """What is linked within a briefing leads to its place in the PDF, also where that is a line of a list."""
    more = (
        "corrections:\n  tippfehler:\n    at: 2022-01-21\n    targets: vertagt\n    severity: typo\n    reason: R.\n"
        "questions:\n  wann:\n    text: Wann?\n    bears_on: tippfehler\n"
    )
    session = SESSION.replace("[@vertagt]", "[@vertagt] [@tippfehler] [@wann]") + more
    found = reader(printed(small_project(tmp_path, sitzung=session)))
    annotations = [each.get_object() for page in found.pages for each in page.get("/Annots", ())]
    targets = [each["/Dest"] for each in annotations if "/Dest" in each]
    # Contents, notes and back, their records, and the numbers of sources.
    assert 12 < len(targets)


def test_whose_it_is(tmp_path: Path) -> None:
    """The cover says whose texts these are and under which terms; without authors, the site is named as the author."""
    configuration = (
        'site_name: Lagebild\ncopyright: "© <b>Redaktion</b> &amp; Co"\nextra:\n  licence:\n'
        "    de: Texte <a href='https://example.org/by'>CC BY</a>\n"
    )
    root = write(small_project(tmp_path), {"mkdocs.yml": configuration})
    found = reader(printed(root))
    cover = found.pages[0].extract_text()
    assert "© Redaktion & Co" in cover
    assert "Texte CC BY" in cover
    assert "https://example.org/by" in links(found)
    assert "Lagebild" == cast("Any", found.metadata).author


def test_evidence_that_is_a_quote_names_its_source(tmp_path: Path) -> None:
    """A fact that rests on somebody's words says in which numbered source they stand."""
    quote = (
        "quotes:\n  wort:\n    speaker: erika-muster\n    source: testblatt\n"
        "    original:\n      lang: de\n      text: Wir vertagen.\n"
    )
    session = SESSION.replace("evidence: testblatt", "evidence: wort") + quote
    found = text(reader(printed(small_project(tmp_path, sitzung=session))))
    assert re.search(r"Erika Muster: „Wir vertagen\.“ \[1\]", found.replace("\n", " "))


def test_words_without_end(tmp_path: Path) -> None:
    """A word that no line has room for is broken rather than cut off, also in the title."""
    word = "Q" * 300
    site = printed(small_project(tmp_path, sitzung=SESSION.replace("title: Der", f"title: {word} Der")))
    (cover, *_) = reader(site).pages
    lines = [line.count("Q") for line in cover.extract_text().splitlines() if "Q" in line]
    assert 300 == sum(lines)
    assert 40 > max(lines)


def test_empty_briefing(tmp_path: Path) -> None:
    """A briefing in which nothing stands yet has a cover, and no empty pages."""
    site = printed(small_project(tmp_path, sitzung="briefing:\n  title: Leer\n  as_of: 2022-01-20\n"))
    assert 1 == len(reader(site).pages)


def test_no_pdf_and_no_link_where_they_are_not_wanted(tmp_path: Path) -> None:
    """A site that says `pdf: false` has neither PDFs nor links to them."""
    root = small_project(tmp_path)
    wanted, unwanted = printed(root), printed(root, pdf=False)
    for site, expected in ((wanted, True), (unwanted, False)):
        assert expected == (PDF in site.files)
        assert expected == any('href="sitzung.pdf"' in each.markdown for each in site.pages)


# The cache


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note each time that Typst is asked for something."""
    calls: list[object] = []
    compile_with_warnings: Callable[..., Any] = typst.compile_with_warnings

    def noted(*arguments: object, **options: object) -> object:
        calls.append(arguments)
        return compile_with_warnings(*arguments, **options)

    monkeypatch.setattr(typst, "compile_with_warnings", noted)
    return calls


def test_only_what_changed_is_printed(tmp_path: Path, compiled: list[object]) -> None:
    """A second build prints nothing, one after an edit the edited briefing only, and the result is always the same."""
    root = small_project(tmp_path, zweite=SESSION.replace("vertagt", "beriet"))
    first = printed(root)
    assert 4 == len(compiled)
    assert first.files == printed(root).files
    assert 4 == len(compiled)
    write(root, {"briefings/sitzung.yml": SESSION.replace("vertagte die", "verwarf die")})
    edited = printed(root)
    assert 6 == len(compiled)
    other = "briefings/zweite/zweite.pdf"
    assert first.files[other] == edited.files[other]
    assert first.files[PDF] != edited.files[PDF]
    # What no briefing needs any more is thrown away.
    assert 4 == len(list(Cache(root, "pdf").folder.iterdir()))


def test_picture_counts_with_what_it_shows(tmp_path: Path, compiled: list[object]) -> None:
    """Another picture under the same name makes another PDF."""
    figure = "figures:\n  saal:\n    file: saal.png\n    alt: Saal\n    credit: Muster\n    licence: CC0\n"
    root = write(small_project(tmp_path, sitzung=SESSION + figure), {"briefings/saal.png": picture(4, 3)})
    first = printed(root)
    write(root, {"briefings/saal.png": picture(4, 3).replace(b"\x80", b"\x81")})
    write(root, {"briefings/saal.png": picture(3, 4)})
    assert first.files[PDF] != printed(root).files[PDF]
    assert 4 == len(compiled)


def test_nothing_is_kept_of_what_is_gone(tmp_path: Path) -> None:
    """With the last briefing its PDF goes from the cache, too; a preview, which prints none, leaves them."""
    root = small_project(tmp_path)
    printed(root)
    kept = sorted(Cache(root, "pdf").folder.iterdir())
    printed(root, pdf=False)
    assert kept == sorted(Cache(root, "pdf").folder.iterdir())
    write(root, {"briefings/sitzung.yml": SESSION.replace("as_of:", "status: draft\n  as_of:")})
    assert printed(root).pages
    assert [] == list(Cache(root, "pdf").folder.iterdir())


def test_other_code_prints_anew(tmp_path: Path, compiled: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    """What was printed by other code of the generator is printed anew, whatever version it is called."""
    root = small_project(tmp_path)
    printed(root)
    other = tmp_path / "other.py"
    other.write_bytes(Path(generator.pdf.__file__).read_bytes() + b"# Edited.\n")
    monkeypatch.setattr(generator.pdf, "_CODE", other)
    printed(root)
    assert 4 == len(compiled)


def test_one_of_many(tmp_path: Path, compiled: list[object]) -> None:
    """Who prints some briefings only leaves the others in the cache."""
    root = small_project(tmp_path, zweite=SESSION.replace("vertagt", "beriet"))
    site = build(root, SETTINGS)
    print_site(site, root, SETTINGS)
    some = replace(site, pages=tuple(each for each in site.pages if "sitzung" in each.page.key))
    print_site(some, root, SETTINGS, whole=False)
    print_site(site, root, SETTINGS)
    assert 4 == len(compiled)


# What goes wrong


def test_refusal_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If Typst refuses a briefing for any other reason, that is an error at the briefing, and there is no half PDF."""
    broken = tmp_path / "broken.typ"
    broken.write_text('#panic("out of ink")', encoding="utf-8")
    monkeypatch.setattr(generator.pdf, "_TEMPLATE", broken)
    site = printed(small_project(tmp_path))
    (found,) = site.checked.diagnostics
    assert str(found).startswith("briefings/sitzung.yml:1:1: error LB405: The PDF can't be made: panicked with: ")
    assert "With `pdf: false` in mkdocs.yml the site is built without PDFs." == found.hint
    assert site.checked.fails("error")
    assert PDF not in site.files


def test_site_without_pages_stays_as_it_is(tmp_path: Path) -> None:
    """Content that can't be published isn't printed either, and the cache is left alone."""
    root = small_project(tmp_path)
    printed(root)
    kept = sorted(Cache(root, "pdf").folder.iterdir())
    broken = build(small_project(tmp_path, sitzung=SESSION.replace("testblatt", "testblat")), SETTINGS)
    assert broken == print_site(broken, root, SETTINGS)
    assert kept == sorted(Cache(root, "pdf").folder.iterdir())


# The template


def test_colours_are_those_of_the_site() -> None:
    """Ink, rules, accent and every status have on paper the colour that they have on a light screen."""
    css = (THEME / "assets" / "stylesheets" / "palette.css").read_text(encoding="utf-8")
    light = css[: css.index('[data-md-color-scheme="slate"]')]
    on_screen = dict(re.findall(r"--lb-(?:status-)?([a-z-]+): (#[0-9a-f]{6});", light))
    on_paper = dict(re.findall(r'([a-z-]+)(?: =|:) rgb\("(#[0-9a-f]{6})"\)', TEMPLATE.read_text(encoding="utf-8")))
    assert {"confirmed", "claimed", "reported", "disputed", "denied", "accent"} <= on_paper.keys()
    on_screen["unsupported"] = on_screen["denied"]
    assert on_paper == {name: on_screen[name] for name in on_paper}


def test_styles_are_of_something() -> None:
    """Every class that has a style of its own on paper is one that a template writes."""
    templates = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES.glob("*.jinja"))
    render = (TEMPLATES.parent / "render.py").read_text(encoding="utf-8")
    names = re.findall(r"^  (lb-[a-z_-]+):", TEMPLATE.read_text(encoding="utf-8"), re.MULTILINE)
    assert names
    assert [] == [name for name in names if name not in templates and name not in render]
