"""Pages as Markdown: literal texts, links that lead somewhere, and nothing that isn't meant for readers."""

import copy
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from pydantic import ValidationError

from generator.build import Site
from generator.document import parse_document
from generator.facets import STATUSES
from generator.kinds import BRIEFING, BY_NAME, BY_PLURAL, Kind
from generator.locale import catalogue
from generator.markdown import to_html, typeset
from generator.model.base import Context
from generator.model.date import Date
from generator.pages import REFERENCE
from generator.render import Renderer, View, environment, html_block
from generator.settings import Settings
from tests.dom import dom, elements_of, python_markdown, same, text_of
from tests.small_project import (
    REGISTRY,
    SESSION,
    dead_links,
    html_of,
    markdown_of,
    pictures_of,
    site_of,
    small_project,
    write,
)

CASES: Final = Path(__file__).parent / "cases"
CONTEXT: Final = Context(("de", "en"), "de")

HOSTILE: Final = (
    """<script>alert(1)</script> <b onclick="x()">fett</b> <!-- weg --> &amp; &#35; | a | `code` **stark** *schräg* """
    """_unter_ ~~weg~~ [x](javascript:alert(1)) ![y](z.png) [@vertagt] [^1] <https://example.org> """
    """{{ 7*7 }} {% raw %} {#anker .klasse} $x$ \\\\ \\* "doppelt" 'einfach' www.example.org :::"""
)
"""What a text must show as it is."""
NO_RULES: Final = {"LB3xx": "off"}
"""No editorial rules: units and statuses are replaced by texts too."""
STARTS: Final = (
    "# ",
    "## ",
    "- ",
    "+ ",
    "* ",
    "1. ",
    "1) ",
    "> ",
    "```",
    "~~~",
    "---",
    "***",
    "|",
    ": ",
    "=",
    "\\",
    "%",
)
"""What would begin something else than text at the start of a line."""

TOKENS: Final = frozenset({"data-filter", "option value"})
"""Attributes that hold ids and slugs, by which lists are filtered, instead of texts."""

NOT_SHOWN: Final = frozenset(
    {
        # Never published anywhere.
        *((kind, name) for kind in BY_NAME for name in ("note_to_editors", "allow")),
        # Not shown so far, or used by the generator alone.
        ("briefing", "sides"),
        ("fact", "parties"),
        ("organisation", "country"),
        ("organisation", "roles"),
        ("person", "country"),
        ("place", "country"),
        ("quote", "about"),
    }
)
"""Fields whose texts are on no page."""


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401
    """Yield the way to every scalar in a value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path


def replaced(value: Any, path: tuple[str | int, ...], text: str) -> Any:  # noqa: ANN401
    """Return a copy of a value with another text at one place."""
    value = copy.deepcopy(value)
    item = value
    for step in path[:-1]:
        item = item[step]
    item[path[-1]] = text
    return value


def takes_text(kind: Kind, value: Any, path: tuple[str | int, ...]) -> bool:  # noqa: ANN401
    """Return whether any text may stand at a place of a record."""
    try:
        kind.model.model_validate(replaced(value, path, HOSTILE), context=CONTEXT)
    except ValidationError:
        return False
    return not is_prose(kind, path)


def is_prose(kind: Kind, path: tuple[str | int, ...]) -> bool:
    """Return whether running text stands at a place, which has marks of its own."""
    return kind.name == "section" and path[0] == "body"


def filled(case: Path, *, hostile: bool) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return the files of a case with a text of its own in every place that takes one, and those texts.

    Args:
        case: Folder of the case.
        hostile: Whether the texts hold all sorts of markup, or are harmless words.

    Returns:
        Files, and by the word that begins each text the whole text and kind and field.
    """
    files = {}
    texts: dict[str, tuple[str, str]] = {}
    for file in sorted(case.glob("briefings/**/*.yml")):
        document, _ = parse_document(file.read_text(encoding="utf-8"), file.name)
        assert document is not None
        value: Any = document.value
        records: list[tuple[Kind, tuple[str, ...]]] = []
        records += [(BY_PLURAL[key], (key, name)) for key in value if key in BY_PLURAL for name in value[key]]
        records += [(BRIEFING, ("briefing",))] if "briefing" in value else []
        for kind, way in records:
            record = value
            for step in way:
                record = record[step]
            for path in [path for path in leaves(record) if takes_text(kind, record, path)]:
                word = f"zz{len(texts)}zz"
                text = f"{STARTS[len(texts) % len(STARTS)]}{word} {HOSTILE}" if hostile else f"{word} Wort"
                value = replaced(value, (*way, *path), text)
                texts[word] = text, f"{kind.name} {'.'.join(str(step) for step in path if isinstance(step, str))}"
        # JSON is YAML in which every text is quoted.
        files[file.relative_to(case).as_posix()] = json.dumps(value, ensure_ascii=False, indent=1)
    return files, texts


def shape(html: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """Return the elements of a page and the names of their attributes, whatever their order.

    By what a list can be filtered depends on the texts, such as on their initials. The lines of names in drawings don't
    count either: a longer name has more of them.
    """
    fixed = re.sub(r'<form class="lb-filter".*?</form>', "", html, flags=re.DOTALL)
    return Counter(
        (name, tuple(sorted(attributes)))
        for name, attributes in elements_of(dom(fixed))
        if not attributes.get("class", "").startswith("lb-chart__name ")
    )


def is_literal(text: str, word: str, whole: str) -> bool:
    """Return whether each text that begins with a word is there to its end, or to an ellipsis."""
    before = whole.index(word)
    for match in re.finditer(word, text):
        shown = text[match.start() - before :]
        if not shown.startswith(whole) and not whole.startswith(shown.partition("…")[0].rstrip()):
            return False
    return True


@pytest.mark.parametrize("kind", BY_NAME)
def test_every_text_is_literal(kind: str, tmp_path: Path) -> None:
    """Whatever is written into a text, in any field of any kind, is on the page as the characters it consists of.

    Nothing in it becomes an element or an attribute: the page has those that it has with harmless words. That holds
    in both Markdown dialects.
    """
    case = CASES / f"kind-{kind}"
    files, texts = filled(case, hostile=True)
    harmless, _ = filled(case, hostile=False)
    pictures = pictures_of(case)
    pages = html_of(site_of(write(tmp_path / "hostile", {**files, **pictures}), severities=NO_RULES))
    expected = html_of(site_of(write(tmp_path / "harmless", {**harmless, **pictures}), severities=NO_RULES))
    assert expected.keys() == pages.keys()
    seen = set()
    for address, whole_page in pages.items():
        # The forms for bibliographies have escapes of their own; they have tests of their own, too.
        html = _BIBLIOGRAPHY.sub("", whole_page)
        tree = dom(html)
        assert shape(_BIBLIOGRAPHY.sub("", expected[address])) == shape(html)
        values = [
            value
            for element, attributes in elements_of(tree)
            for name, value in attributes.items()
            if not TOKENS & {name, f"{element} {name}"}
        ]
        shown = [attributes["alt"] for _, attributes in elements_of(tree) if "alt" in attributes]
        assert not [value for value in values if value.startswith("javascript:")]
        text = text_of(tree)
        for word, (whole, _) in texts.items():
            if word in html:
                assert all(is_literal(each, word, whole) for each in (text, *values)), (address, word)
                if any(word in each for each in (text, *shown)):
                    seen.add(word)
    unseen = {where for word, (_, where) in texts.items() if word not in seen and where.startswith(f"{kind} ")}
    allowed = tuple(f"{name} {field}" for name, field in NOT_SHOWN)
    assert set() == {each for each in unseen if not each.startswith(allowed)}


@pytest.mark.parametrize("kind", BY_NAME)
def test_dialects_agree(kind: str, tmp_path: Path) -> None:
    """Python-Markdown and the native converter make the same of every page, even with texts full of markup."""
    files, _ = filled(CASES / f"kind-{kind}", hostile=True)
    site = site_of(write(tmp_path, {**files, **pictures_of(CASES / f"kind-{kind}")}), severities=NO_RULES)
    for rendered in site.pages:
        if rendered.page.subject is not None and rendered.page.lang == "de":
            assert same(python_markdown(rendered.markdown), to_html(rendered.markdown).html)


def test_scalars_stay_as_typed() -> None:
    """What other readers of YAML take for truth values, times, numbers or dates is on the page as it was typed."""
    pages = html_of(site_of(CASES / "good-scalars"))
    found = {address: text_of(dom(html)) for address, html in pages.items()}
    organisation = found["organisations/01067/"]
    assert organisation.startswith("01067 ")
    assert "1.10, 2026-13-14, yes, off, 0x1F, 1_000, .inf, =, <<" in organisation
    assert found["people/no/"].startswith("NO ")
    assert found["people/null/"].startswith("null ")
    assert found["places/17-00/"].startswith("17:00 ")
    assert found["events/1-10/"].startswith("1.10 ")
    assert found["topics/2026/"].startswith("2026-13-14 ")
    assert found["sources/1/"].startswith("12e03 ")
    briefing = found["briefings/sitzung/"]
    assert briefing.startswith("NO 17:00 ")
    for text in ("01067", "2026-13-14", "0o17", "null", "1_000", "~ null", "Off", "Yes"):
        assert text in briefing


def test_names_of_years_are_no_lists(tmp_path: Path) -> None:
    """A text that begins like an item of a list or a heading stays a text, in headings and in paragraphs."""
    briefing = SESSION.replace("Der Beispielrat vertagt die Satzung", "1986. Das Jahr") + (
        "questions:\n  frage:\n    text: '# 1. - Frage?'\n    why: '- weil'\n"
    )
    html = html_of(site_of(small_project(tmp_path, sitzung=briefing)))["briefings/sitzung/"]
    assert '<h1 id="s--top">1986. Das Jahr</h1>' in html
    assert "# 1. - Frage?" in text_of(dom(html))
    assert "- weil" in text_of(dom(html))


_BIBLIOGRAPHY: Final = re.compile(r"(?<=</summary>\n)<pre[^>]*>.*</pre>")

CANARY: Final = "Kanarienvogel"


def with_canaries(text: str) -> str:
    """Return a briefing whose every text says that it must not be seen."""
    return text.replace("Beispielrat", CANARY).replace("Was beschlossen", CANARY)


HIDDEN: Final = with_canaries(SESSION).replace("testblatt", "geheimblatt").replace("erika-muster", "geheime-person")
HIDDEN_REGISTRY: Final = f"""\
people:
  geheime-person:
    name: {CANARY} Muster
    roles:
      - title: {CANARY}
        of: geheimamt
organisations:
  geheimamt:
    name: {CANARY}amt
sources:
  geheimblatt:
    kind: report
    title: {CANARY}blatt
    first_hand: true
"""


def everything_of(site: Site) -> str:
    """Return all that the pages of a site say, except those that are the same whatever the content is."""
    return "".join(
        f"{each.page.address}{each.title}{each.description}{each.markdown}"
        for each in site.pages
        if each.page.template not in REFERENCE
    )


@pytest.mark.parametrize(
    "head",
    ["status: draft", "publish_at: 2022-01-27", "publish_at: 2022-02", "publish_at: 2022-01-26T23:59+01:00"],
)
def test_hidden_briefing_is_nowhere(head: str, tmp_path: Path) -> None:
    """Of a draft, or a briefing whose time has not come, nothing is on any page, nor of what only it refers to."""
    hidden = HIDDEN.replace("as_of:", f"{head}\n  as_of:")
    root = small_project(tmp_path, entwurf=hidden)
    write(root, {"briefings/registry/geheim.yml": HIDDEN_REGISTRY})
    (root / "briefings" / "registry.yml").rename(root / "briefings" / "registry" / "offen.yml")
    site = site_of(root)
    everything = "".join(f"{each.title}{each.description}{each.markdown}" for each in site.pages)
    assert CANARY not in everything
    assert "geheim" not in everything
    assert "entwurf" not in everything
    assert [] == list(dead_links(html_of(site)))
    assert "Erika Muster" in everything


@pytest.mark.parametrize("kind", [kind for kind in BY_NAME if not BY_NAME[kind].paged])
@pytest.mark.parametrize("head", [{"status": "draft"}, {"publish_at": "2022-01-27"}], ids=["draft", "embargo"])
def test_no_field_of_a_hidden_record_is_anywhere(kind: str, head: dict[str, str], tmp_path: Path) -> None:
    """Of a record of any kind in a draft or an embargoed briefing, no field is on any page, nor any of its ids."""
    files, texts = filled(CASES / f"kind-{kind}", hostile=False)
    hidden = [name for name in files if "registry" not in name]
    words = {word for word in texts if any(f"{word} " in files[name] for name in hidden)}
    ids: list[str] = []
    for name in hidden:
        value = json.loads(files[name])
        ids += [Path(name).parts[1].removesuffix(".yml")]
        ids += [each for plural, records in value.items() if plural in BY_PLURAL for each in records]
        value["briefing"] = {**value["briefing"], "status": "published", **head}
        files[name] = json.dumps(value)
    site = site_of(write(tmp_path, {**files, **pictures_of(CASES / f"kind-{kind}")}), severities=NO_RULES)
    everything = everything_of(site)
    assert set() == {word for word in words if word in everything}
    assert [] == [each for each in ids if re.search(rf"[/#\">]{each}\b", everything)]
    assert [] == list(dead_links(html_of(site)))


@pytest.mark.parametrize(
    "head", ["publish_at: 2022-01-26", "publish_at: 2022-01-25", "publish_at: 2021", "status: published"]
)
def test_published_briefing_is_there(head: str, tmp_path: Path) -> None:
    """Once its time has come, a briefing is there."""
    root = small_project(tmp_path, heraus=HIDDEN.replace("as_of:", f"{head}\n  as_of:"))
    write(root, {"briefings/registry/geheim.yml": HIDDEN_REGISTRY})
    (root / "briefings" / "registry.yml").rename(root / "briefings" / "registry" / "offen.yml")
    pages = markdown_of(site_of(root))
    assert CANARY in pages["briefings/heraus/"]
    assert "people/geheime-person/" in pages


REDACTED: Final = """\
redactions:
  verfuegung:
    at: 2022-01-25
    targets: [{targets}]
    ground: Einstweilige Verfügung
"""


@pytest.mark.parametrize("kind", [kind for kind in BY_NAME if kind != "redaction"])
def test_redacted_record_is_nowhere(kind: str, tmp_path: Path) -> None:
    """Of a redacted record of any kind, neither a text nor the id is on any page, and nothing leads to it."""
    files, texts = filled(CASES / f"kind-{kind}", hostile=False)
    words = {word for word, (_, where) in texts.items() if where.startswith(f"{kind} ")}
    ids: list[str] = []
    targets: list[str] = []
    for name, text in files.items():
        briefing = Path(name).parts[1].removesuffix(".yml")
        value = json.loads(text)
        if kind == "briefing" and kind in value:
            ids.append(briefing)
            targets.append(briefing)
        found = value.get(BY_NAME[kind].plural, {})
        ids += found
        targets += found if briefing == "registry" else [f"{briefing}/{each}" for each in found]
    files["briefings/zzz.yml"] = "briefing:\n  title: Anderes\n  as_of: 2022-01-25\n" + REDACTED.format(
        targets=", ".join(targets)
    )
    site = site_of(write(tmp_path, {**files, **pictures_of(CASES / f"kind-{kind}")}), severities=NO_RULES)
    everything = everything_of(site)
    assert set() == {word for word in words if word in everything}
    assert [] == [each for each in ids if re.search(rf"\b{each}\b", everything)]
    assert [] == list(dead_links(html_of(site)))


def test_note_to_editors_is_nowhere(tmp_path: Path) -> None:
    """A note to editors is on no page, whatever record it belongs to."""
    for kind in BY_NAME:
        files, texts = filled(CASES / f"kind-{kind}", hostile=False)
        notes = {
            word for word, (_, where) in texts.items() if where.split()[1].startswith(("note_to_editors", "allow"))
        }
        assert notes
        site = site_of(write(tmp_path / kind, {**files, **pictures_of(CASES / f"kind-{kind}")}), severities=NO_RULES)
        everything = "".join(f"{each.title}{each.description}{each.markdown}" for each in site.pages)
        assert set() == {word for word in notes if word in everything}


def test_superseded_briefing_says_so(tmp_path: Path) -> None:
    """A superseded briefing begins with a banner that leads to the one that stands in its place."""
    old = SESSION.replace("as_of:", "status: superseded\n  replaced_by: neu\n  as_of:")
    new = "briefing:\n  title: Das neue Briefing\n  as_of: 2022-01-25\n"
    pages = html_of(site_of(small_project(tmp_path, sitzung=old, neu=new)))
    banner = (
        '<p class="lb-banner">Dieses Briefing ist überholt. '
        'An seine Stelle tritt: <a href="../neu/">Das neue Briefing</a></p>'
    )
    assert banner in pages["briefings/sitzung/"]
    assert banner.replace("../neu/", "../../neu/") in pages["briefings/sitzung/one-page/"]
    assert "lb-banner" not in pages["briefings/neu/"]
    assert "lb-banner" in pages["en/briefings/sitzung/"]


@pytest.mark.parametrize("kind", BY_NAME)
def test_links_lead_somewhere(kind: str) -> None:
    """Every link of every page leads to a page, every anchor in it is there, and none stands twice."""
    site = site_of(CASES / f"kind-{kind}")
    assert [] == list(dead_links(html_of(site), site.files))


def test_marks_have_a_size_of_their_own(tmp_path: Path) -> None:
    """Engines without our styles draw the shapes before words as small as words, too."""
    pages = "".join(html_of(site_of(small_project(tmp_path))).values())
    marks = re.findall(r'<svg class="lb-mark"[^>]*>', pages)
    assert marks
    assert all('width="12" height="12"' in each and 'fill="currentColor"' in each for each in marks)


def test_titles_say_what_they_seem_to(tmp_path: Path) -> None:
    """Marks that turn the order of letters round, and line breaks, aren't in the plain title and description either."""
    lines = r'title: "\u202eDer\n\n"', r'lead: "\u2066Am\tDienstag\ufdd0"', "licence: "
    session = SESSION.replace("title: Der", "\n  ".join(lines))
    site = site_of(small_project(tmp_path, sitzung=session))
    page = next(each for each in site.pages if each.page.address == "briefings/sitzung/")
    assert ("Der", "Am Dienstag") == (page.title, page.description)


def test_titles_have_the_apostrophes_of_the_page(tmp_path: Path) -> None:
    """Title and description have the apostrophes that are printed below them, and nothing else is taken for one."""
    session = SESSION.replace("title: Der", """title: "Rock'n'Roll &#39;a&#39;b"\n  lead: Der""")
    site = site_of(small_project(tmp_path, sitzung=session.replace("lead: Der", "lead: Geht's, Der")))
    page = next(each for each in site.pages if each.page.address == "briefings/sitzung/")
    assert "Rock’n’Roll &#39;a&#39;b" == page.title
    assert page.description.startswith("Geht’s, ")
    assert '<h1 id="s--top">Rock’n’Roll &amp;#39;a&amp;#39;b</h1>' in typeset(html_of(site)["briefings/sitzung/"])


def test_missing_translation_is_marked(tmp_path: Path) -> None:
    """A text without a translation is shown in the language there is, with its language and a note."""
    pages = html_of(site_of(small_project(tmp_path)))
    assert (
        '<span lang="de">Der Beispielrat vertagte die Satzung.</span> <span class="lb-fallback">'
        in (pages["en/briefings/sitzung/"])
    )
    assert '<span lang="de">Der Beispielrat vertagte' not in pages["briefings/sitzung/"]
    assert 'class="lb-fallback">in German only</p>' in pages["en/briefings/sitzung/beschluss/"]


def test_names_hold_in_all_languages(tmp_path: Path) -> None:
    """A name, a title of a source and a unit written as one text aren't marked as untranslated."""
    page = html_of(site_of(small_project(tmp_path)))["en/people/erika-muster/"]
    assert '<h1 id="s--top">Erika Muster</h1>' in page


def test_sources_are_numbered_by_use(tmp_path: Path) -> None:
    """Sources of a briefing are numbered in the order of their use; what they pass on follows."""
    registry = (
        REGISTRY
        + "  vorlage:\n    kind: wire\n  zuerst:\n    kind: wire\n    relays: vorlage\n  nie:\n    kind: wire\n"
    )
    briefing = SESSION.replace("evidence: testblatt", "evidence: [zuerst, testblatt]")
    page = markdown_of(site_of(small_project(tmp_path, registry=registry, sitzung=briefing)))["briefings/sitzung/"]
    places = [
        page.index(f'<li id="{name}" value="{n}">') for n, name in enumerate(("zuerst", "testblatt", "vorlage"), 1)
    ]
    assert sorted(places) == places
    assert 'id="nie"' not in page


def test_key_judgement_names_what_it_rests_on(tmp_path: Path) -> None:
    """Behind a key judgement stand the numbers of its sources; behind the desk's own, those of what is for it."""
    files = SESSION.replace("as_of: 2022-01-20", "as_of: 2022-01-20\n  key_judgements: [urteil, vertagt]")
    files += (
        "assessments:\n  urteil:\n    kind: estimate\n    question: Bleibt es dabei?\n    judgement: Es bleibt dabei.\n"
        "    made: 2022-01-20\n    likelihood: likely\n    confidence: low\n    for: vertagt\n"
    )
    root = small_project(tmp_path, sitzung=files)
    page = markdown_of(site_of(root, severities=NO_RULES))["briefings/sitzung/"]
    listed = re.findall(r"<li>.*?</li>", page.partition("lb-judgements")[2].partition("</ul>")[0], re.DOTALL)
    assert 2 == len(listed)
    assert all('Beruht auf: <a class="lb-number"' in line and ">[1]</a>" in line for line in listed)


ON_BOTH_SIDES: Final = """\
    - testblatt
    - {source: gegenblatt, stance: denies}
    - {source: sammler, stance: reports}
    - {source: zettel, set_aside: Niemand weiß woher.}
"""
"""Evidence on all sides, as it stands below a fact."""
MORE_SOURCES: Final = """\
  agentur: {kind: wire, title: Kurzmeldung}
  gegenblatt: {kind: report, title: Rat vertagt nichts, relays: agentur}
  sammler: {kind: report, title: Was man hört}
  zettel: {kind: report, title: Ein Zettel}
"""
"""The sources of that evidence, below those of the registry."""


def disputed_site(root: Path, evidence: str = ON_BOTH_SIDES) -> dict[str, str]:
    """Return the pages of a site whose only fact is a key judgement with evidence on all sides."""
    briefing = SESSION.replace("as_of: 2022-01-20", "as_of: 2022-01-20\n  key_judgements: [vertagt]")
    briefing = briefing.replace("evidence: testblatt", f"evidence:\n{evidence}".rstrip())
    site = site_of(small_project(root, registry=REGISTRY + MORE_SOURCES, sitzung=briefing), severities=NO_RULES)
    return markdown_of(site)


@pytest.mark.parametrize(
    ("evidence", "judgement", "references"),
    [
        (
            ON_BOTH_SIDES,
            "dafür: [1]&nbsp;· als Bericht: [3]&nbsp;· dagegen: [2]&nbsp;· nicht gezählt: [4]",
            ["dafür: [1]", "als Bericht: [3]", "dagegen: [2]", "nicht gezählt: [4]"],
        ),
        (
            ON_BOTH_SIDES.replace("stance: denies", "stance: asserts"),
            "Beruht auf: [1] [2] [3]&nbsp;· nicht gezählt: [4]",
            ["[1]", "[2]", "[3]", "nicht gezählt: [4]"],
        ),
    ],
)
def test_a_source_against_is_no_basis(evidence: str, judgement: str, references: list[str], tmp_path: Path) -> None:
    """A judgement and a reference name their sources by side; with none against, all that are counted are a basis."""
    pages = disputed_site(tmp_path, evidence)
    shown = pages["briefings/sitzung/"].partition("lb-judgements")[2].partition("</ul>")[0]
    assert f"{judgement}</li>" in "".join(re.split("</?(?:a|span)(?: [^>]*)?>", shown))
    notes = re.findall('<span class="lb-aside lb-behind">(.*?)</a>', pages["briefings/sitzung/beschluss/"])
    assert references == [re.sub("<a [^>]*>", "", note) for note in notes]


@pytest.mark.parametrize(
    ("source", "stance"),
    [
        ("testblatt", "gibt an"),
        ("gegenblatt", "bestreitet"),
        ("sammler", "berichtet"),
        ("zettel", "gibt an (nicht gezählt)"),
        ("agentur", "bestreitet"),
    ],
)
def test_a_source_says_what_it_does_with_each_fact(source: str, stance: str, tmp_path: Path) -> None:
    """In its briefing's list and on its own page stands what it does with a fact, also if others pass it on."""
    evidence = ON_BOTH_SIDES.replace("stance: denies", "stance: denies, relays: agentur")
    pages = disputed_site(tmp_path, evidence)
    entry = pages["briefings/sitzung/"].partition(f'<li id="{source}"')[2].partition("</li>")[0]
    assert f'<span>Fakten: {stance} <a href="#vertagt"' in entry
    assert f'<li><span class="lb-stance">{stance}:</span> ' in pages[f"sources/{source}/"]


def test_a_stance_that_is_counted_once_is_counted(tmp_path: Path) -> None:
    """What a source does with a fact twice is said once; it is counted if it is counted one time."""
    twice = (
        "    - testblatt\n    - {source: testblatt, set_aside: Doppelt.}\n    - {source: testblatt, stance: denies}\n"
    )
    assert "<span>Fakten: gibt an und bestreitet <a" in disputed_site(tmp_path, twice)["briefings/sitzung/"]


def test_what_was_only_said_says_so_everywhere(tmp_path: Path) -> None:
    """Where it is borne out only that something was said, that stands before the statement wherever it stands alone."""
    briefing = SESSION.replace("as_of: 2022-01-20", "as_of: 2022-01-20\n  key_judgements: [vertagt]")
    said = "    form: saying\n    when: 2022-01-19\n    topics: [satzung]\n"
    briefing = briefing.replace("    about: erika-muster\n", f"    about: erika-muster\n{said}")
    registry = REGISTRY + "topics: {satzung: {name: Satzung}}\n"
    site = site_of(small_project(tmp_path, registry=registry, sitzung=briefing), severities=NO_RULES)
    before: dict[str, list[str]] = {}
    for address, page in html_of(site).items():
        text = " ".join(re.sub(r"<[^>]+>", " ", page).split())
        before[address] = re.findall(r"(\S+ \S+) Der Beispielrat vertagte die Satzung", text)
    found = {address for address, words in before.items() if words}
    assert {"", "briefings/sitzung/", "facts/", "timeline/", "topics/satzung/", "people/erika-muster/"} <= found
    assert {"wurde gesagt:", "was said:"} == {each for words in before.values() for each in words}, before


def test_key_judgement_names_only_sources_of_its_briefing(tmp_path: Path) -> None:
    """What speaks for a judgement may stand in another briefing, or be a judgement: nothing is named then."""
    other = (
        "briefing:\n  title: Zweite\n  as_of: 2022-01-21\n  key_judgements: [eins, zwei]\nassessments:\n"
        "  eins:\n    kind: estimate\n    question: Eins?\n    judgement: Eins.\n    made: 2022-01-20\n"
        "    for: sitzung/vertagt\n"
        "  zwei:\n    kind: estimate\n    question: Zwei?\n    judgement: Zwei.\n    made: 2022-01-20\n    for: eins\n"
    )
    page = markdown_of(site_of(small_project(tmp_path, zweite=other), severities=NO_RULES))["briefings/zweite/"]
    assert "lb-judgements" in page
    assert "Beruht auf" not in page


def test_home_shows_the_first_sentence_of_earlier_briefings(tmp_path: Path) -> None:
    """On the home page the latest briefing has its lead, and each earlier one what its lead says first."""
    lead = "\n  lead: Der Rat tagte am 7. Januar. Danach ging er."
    root = small_project(
        tmp_path,
        sitzung=SESSION.replace("as_of: 2022-01-20", f"as_of: 2022-01-20{lead}"),
        neuer=f"briefing:\n  title: Neuer\n  as_of: 2022-01-21{lead.replace('Rat', 'Chor')}\n",
    )
    home = markdown_of(site_of(root, severities=NO_RULES))[""]
    assert "Der Chor tagte am 7. Januar. Danach ging er." in home
    assert "Der Rat tagte am 7. Januar.</p>" in home


def test_related_briefings_stand_once(tmp_path: Path) -> None:
    """A briefing that comes next in the series isn't listed again among those that refer to this one."""
    series = "series:\n  reihe:\n    title: Reihe\n    briefings: [sitzung, zweite]\n"
    other = "briefing:\n  title: {0}\n  as_of: 2022-01-21\n  related:\n    - {{to: sitzung, rel: follows}}\n"
    root = small_project(
        tmp_path, registry=REGISTRY + series, zweite=other.format("Zweite"), dritte=other.format("Dritte")
    )
    related = markdown_of(site_of(root, severities=NO_RULES))["briefings/sitzung/"].partition("{#s--related}")[2]
    assert 1 == related.count(">Zweite</a>")
    assert 1 == related.count(">Dritte</a>")
    assert related.index(">Zweite") < related.index("Auf dieses Briefing beziehen sich") < related.index(">Dritte")


def test_citations_are_counted_once(tmp_path: Path) -> None:
    """Each citation has an anchor of its own to come back to, in paragraphs, lists and quotations alike."""
    body = """\
      A [@vertagt].

      - B [@vertagt, S. 1]
      - C [@vertagt]

        - D [@vertagt]

      > E [@vertagt]
"""
    briefing = SESSION.replace("      Der Beispielrat vertagte [@vertagt].\n", body)
    pages = html_of(site_of(small_project(tmp_path, sitzung=briefing)))
    page = pages["briefings/sitzung/beschluss/"]
    assert [f"s--cite-1-{n}" for n in range(1, 6)] == sorted(
        attributes["id"] for _, attributes in elements_of(dom(page)) if attributes.get("id", "").startswith("s--cite-")
    )
    assert [] == list(dead_links(pages))


def test_assessment_is_called_by_its_question(tmp_path: Path) -> None:
    """An assessment without a judgement is called by its question, also where that is a record."""
    more = "questions:\n  wann:\n    text: Wann?\nassessments:\n  offen:\n    question: wann\n    made: 2022\n"
    site = site_of(small_project(tmp_path, sitzung=SESSION + more))
    corpus = site.checked.corpus
    view = View(Renderer(corpus, Settings(), Date.parse("2022-01-26")), site.pages[0].page)
    assert "Wann?" == view.name(corpus.by_key["sitzung", "offen"])


@pytest.mark.parametrize("kind", BY_NAME)
def test_pages_follow_the_common_ground(kind: str) -> None:
    """No page holds inline styles or handlers, and every Markdown heading has its anchor written out."""
    for rendered in site_of(CASES / f"kind-{kind}").pages:
        converted = to_html(rendered.markdown)
        assert not re.search(r"<[^>]*\s(?:style|on\w+)=", converted.html)
        assert all(heading.id for heading in converted.headings)
        assert rendered.markdown.startswith("# ")
        assert rendered.title


def test_html_block_has_no_blank_lines() -> None:
    """A block of HTML has no blank line and no indentation in it, and a blank line around it."""
    assert "\n\n<ul>\n<li>a</li>\n</ul>\n\n" == html_block("\n  <ul>\n\n    <li>a</li>\n\n</ul>\n")


def test_a_side_of_unknown_origin_names_where_it_stands(tmp_path: Path) -> None:
    """Where nobody knows whose word stands against a fact, it is named where that was published, each once."""
    text = """
briefing: {title: Sitzung, as_of: 2022-01-20, status: published, key_judgements: [streit, dunkel]}
facts:
  streit:
    statement: Der Rat vertagte.
    evidence:
      - {source: amtlich, by: Rat}
      - {source: kopie, stance: denies}
      - {source: kopie-zwei, stance: denies}
  dunkel:
    statement: Der Rat schwieg.
    evidence:
      - {source: amtlich, by: Rat}
      - {source: ohne, stance: denies}
sources:
  amtlich: {kind: report, title: Amtlich, publisher: Amtsblatt}
  kopie: {kind: report, title: Kopie, publisher: Der <Bote>}
  kopie-zwei: {kind: report, title: Kopie zwei, publisher: Der <Bote>}
  ohne: {kind: report, title: Ohne}
"""
    pages = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))
    home = text_of(dom(pages[""])).replace("\N{NO-BREAK SPACE}", " ")
    assert "dafür: Rat · dagegen: Ursprung unbekannt (Der <Bote>)" in home
    assert "dafür: Rat · dagegen: Ursprung unbekannt (Ohne): Der Rat schwieg." in home
    cited = text_of(dom(pages["en/briefings/sitzung/cite/"])).replace("\N{NO-BREAK SPACE}", " ")
    assert "Disputed (for: Rat; against: origin unknown (Der <Bote>)): Der Rat vertagte." in cited


def test_each_side_is_counted_for_itself(tmp_path: Path) -> None:
    """Whoever contradicts is no further origin of what is said; of a denial it is said that it is one."""
    text = """
briefing: {title: Sitzung, as_of: 2022-01-20, status: published}
facts:
  streit:
    statement: Der Rat vertagte.
    evidence:
      - {source: amtlich, by: Rat}
      - {source: kopie, by: Rat}
      - {source: ohne, by: Amt, stance: denies}
  geleugnet:
    statement: Der Rat schwieg.
    evidence: {source: ohne, by: Amt, stance: denies}
  ruhig:
    statement: Der Rat tagte.
    evidence: [{source: amtlich, by: Rat}, {source: kopie, by: Amt}]
sources:
  amtlich: {kind: report, title: Amtlich}
  kopie: {kind: report, title: Kopie}
  ohne: {kind: report, title: Ohne}
"""
    html = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))["briefings/sitzung/"]
    found = [text_of(dom(each)) for each in re.findall(r'<span class="lb-count">.*?</span>', html)]
    assert [
        "dafür: 2 Berichte, 1 Ursprung · dagegen: 1 Bericht, 1 Ursprung",
        "dagegen: 1 Bericht, 1 Ursprung",
        "2 Berichte, 2 Ursprünge",
    ] == [each.replace("\N{NO-BREAK SPACE}", " ") for each in found]


def test_facts_say_where_nobody_is_named(tmp_path: Path) -> None:
    """In lists and in citations it is said who published what nobody knows the voice of."""
    text = """
briefing: {title: Sitzung, as_of: 2022-01-20, status: published}
facts:
  eins: {statement: Der Rat vertagte., evidence: {source: kopie, stance: reports}}
  zwei: {statement: Der Rat tagte., evidence: {source: kopie}}
  drei: {statement: Der Rat schwieg., evidence: {source: kopie, by: Amt}}
sources:
  kopie: {kind: report, title: Kopie, publisher: Der <Bote>}
"""
    pages = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))
    cited = text_of(dom(pages["briefings/sitzung/cite/"]))
    assert "Berichtet (Ursprung unbekannt (Der <Bote>)): Der Rat vertagte." in cited
    html = pages["facts/"]
    unknown = "Ursprung unbekannt (Der <Bote>);"
    cells = [text_of(dom(each)) for each in re.findall(r"<tr data-filter.*?</td>.*<td>(.*?)</td></tr>", html)]
    assert [unknown, unknown, "Amt;"] == [re.split(r" \d", each)[0].strip() for each in cells]


def test_values_that_differ_stand_with_whoever_gives_them(tmp_path: Path) -> None:
    """A fact that is disputed because of its values says who gives which."""
    text = """
briefing: {title: Sitzung, as_of: 2022-01-20, status: published, key_judgements: [dauer]}
facts:
  dauer:
    statement: Die Sitzung dauerte lange.
    evidence:
      - {source: amtlich, by: Rat, value: {number: 4, unit: Stunden}}
      - {source: kopie, value: {number: 6, unit: Stunden}}
      - {source: ohne, by: Amt, value: {number: 4, unit: Stunden}}
      - {source: ohne, stance: reports, value: {number: 9, unit: Stunden}}
sources:
  amtlich: {kind: report, title: Amtlich}
  kopie: {kind: report, title: Kopie, publisher: Der <Bote>}
  ohne: {kind: report, title: Ohne}
"""
    pages = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))
    home = text_of(dom(pages[""])).replace("\N{NO-BREAK SPACE}", " ")
    assert "unvereinbare Werte: 4 Stunden – Rat und Amt · 6 Stunden – Ursprung unbekannt (Der <Bote>): Die" in home
    cited = text_of(dom(pages["en/briefings/sitzung/cite/"])).replace("\N{NO-BREAK SPACE}", " ")
    expected = "4 Stunden – Rat and Amt; 6 Stunden – origin unknown (Der <Bote>)"
    assert f"Disputed (values that differ: {expected}): Die Sitzung dauerte lange." in cited


def test_words_for_statuses_are_explained(tmp_path: Path) -> None:
    """Above facts a link leads to what the words for statuses mean."""
    pages = html_of(site_of(small_project(tmp_path), severities=NO_RULES))
    for address in ("briefings/sitzung/", "facts/"):
        assert 'scales/#s--status">Was die Wörter heißen</a>' in pages[address]
    assert 'id="s--status"' in pages["scales/"]
    explained = text_of(dom(pages["scales/"]))
    assert all(catalogue("de").text(f"status_means.{each}") in explained for each in STATUSES)


def test_home_has_the_latest_questions(tmp_path: Path) -> None:
    """Of each briefing those that were asked last, and those without a date last of all."""
    text = """
briefing: {title: Sitzung, as_of: 2022-01-20, status: published}
questions:
  ohne: {text: Wo?}
  alt: {text: Wann?, asked: 2021}
  neu: {text: Wer?, asked: 2022-01-02}
"""
    home = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))[""]
    assert ["neu", "alt"] == re.findall(r'href="briefings/sitzung/#(\w+)"', home.partition('id="s--open"')[2])


def test_what_is_against_a_judgement_is_said(tmp_path: Path) -> None:
    """A judgement of the desk tells what it rests on from what speaks against it; a source counts once."""
    text = """
briefing: {title: Sitzung, as_of: 2022-01-20, status: published, key_judgements: [urteil, zweimal]}
facts:
  eins: {statement: Der Rat tagte., evidence: {source: amtlich, by: Rat}}
  zwei: {statement: Der Rat schwieg., evidence: {source: kopie, by: Amt}}
  zweimal:
    statement: Der Rat aß.
    evidence: [{source: amtlich, by: Rat}, {source: amtlich, by: Rat, set_aside: Doppelt.}]
assessments:
  urteil: {kind: estimate, question: Und?, judgement: Nun., made: 2022-01-19, for: eins, against: zwei}
sources:
  amtlich: {kind: report, title: Amtlich}
  kopie: {kind: report, title: Kopie}
"""
    html = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))["briefings/sitzung/"]
    lines = html.partition('<ul class="lb-judgements">')[2].partition("</ul>")[0].split("<li>")[1:]
    judged, twice = (text_of(dom(f"<p>{each}")).replace("\N{NO-BREAK SPACE}", " ") for each in lines)
    assert "dafür: [1] · dagegen: [2]" in judged
    assert twice.rstrip().endswith("Beruht auf: [1]")


@pytest.mark.parametrize(
    ("briefings", "expected"), [("sitzung", "Aus der Reihe"), ("[zweite, sitzung]", "Teil 2 von 2 der Reihe")]
)
def test_place_in_a_series(tmp_path: Path, briefings: str, expected: str) -> None:
    """A briefing says which part of its series it is; of a series that is but itself it isn't “part 1 of 1”."""
    series = f"series:\n  reihe:\n    title: Reihe\n    briefings: {briefings}\n"
    second = "briefing: {title: Zweite, as_of: 2022-01-20}\n"
    pages = html_of(site_of(small_project(tmp_path, registry=REGISTRY + series, zweite=second), severities=NO_RULES))
    html = pages["briefings/sitzung/"]
    assert 2 == text_of(dom(html)).replace("\N{NO-BREAK SPACE}", " ").count(f"{expected} Reihe")
    assert "Teil 1 von 1" not in html
    (nav,) = re.findall(r'<nav class="lb-series".*?</nav>', html, re.DOTALL)
    assert ("Zweite" in nav) == ("<ul" in nav)


QUOTES_OF_SOMEBODY: Final = """
briefing: {title: Zweite, as_of: 2022-01-10}
quotes:
  spaet: {speaker: erika-muster, original: {lang: de, text: Spät}, when: 2022-01-09, source: testblatt}
  frueh: {speaker: erika-muster, original: {lang: de, text: Früh}, when: 2022-01-08, source: testblatt}
  ueber-sie: {speaker: amt, about: erika-muster, original: {lang: de, text: Nun}, source: testblatt, via: [amt, bote]}
  zusammen: {speaker: [erika-muster, max], about: erika-muster, source: testblatt}
questions:
  gestellt: {text: Wann?, asked: 2022-01-07}
  ohne-tag: {text: Wo?, asked: unknown}
"""
"""A briefing in which somebody speaks alone, with somebody else, and is spoken of."""


def _quotes_of_somebody(tmp_path: Path) -> dict[str, str]:
    """Return the pages of a site with two briefings in which somebody speaks, the earlier one with the later id."""
    registry = REGISTRY.replace(
        "sources:", "  max: {name: Max}\norganisations:\n  amt: {name: Amt}\n  bote: {name: Bote}\nsources:"
    )
    session = SESSION + "quotes:\n  danach: {speaker: erika-muster, source: testblatt, when: 2022-01-19}\n"
    root = small_project(tmp_path, registry=registry, sitzung=session, zweite=QUOTES_OF_SOMEBODY)
    return html_of(site_of(root, severities=NO_RULES))


def _anchors(html: str, heading: str) -> list[str]:
    """Return the anchors of the records in the list below a heading."""
    below = html.partition(f'id="{heading}"')[2].partition("<h2")[0]
    return re.findall(r'<li[^>]*>.*?href="[^"#]*#([\w-]+)"', below)


def test_quotes_of_somebody_stand_apart_from_those_about_them(tmp_path: Path) -> None:
    """A page tells who said something from whom it was about, and who passed it on."""
    pages = _quotes_of_somebody(tmp_path)
    html = pages["people/erika-muster/"]
    assert ["danach", "frueh", "spaet", "zusammen"] == _anchors(html, "s--quote-by")
    assert ["ueber-sie"] == _anchors(html, "s--quote-about")
    assert html.index('id="s--quote"') < html.index("Zitate von Erika Muster") < html.index("Zitate über Erika Muster")
    assert 'href="../../quotes/?speaker=erika-muster"' in html
    assert ["ueber-sie"] == _anchors(pages["organisations/bote/"], "s--quote-via")
    assert "speaker=" not in pages["organisations/bote/"]
    assert "Quotes by this organisation" in pages["en/organisations/amt/"]
    assert [] == list(dead_links(pages))


def test_lists_by_briefing_follow_what_briefings_are_about(tmp_path: Path) -> None:
    """The later briefing is first in all such lists, whatever its id; within it, the earlier record."""
    pages = _quotes_of_somebody(tmp_path)
    quotes = re.findall(r'<li data-filter.*?href="[^"#]*#([\w-]+)"', pages["quotes/"])
    assert ["danach", "frueh", "spaet", "ueber-sie", "zusammen"] == quotes
    choice = pages["quotes/"].partition('name="briefing"')[2].partition("</select>")[0]
    assert ["", "sitzung", "zweite"] == re.findall(r'value="([^"]*)"', choice)
    groups = re.findall(r'<p class="lb-group"><a href="[^"]*briefings/(\w+)/"', pages["sources/testblatt/"])
    assert ["sitzung", "sitzung", "zweite"] == groups  # the facts, then the quotes


def test_questions_in_lists_say_when(tmp_path: Path) -> None:
    """A question says when it was asked; where nobody knows, as of when it was one."""
    pages = _quotes_of_somebody(tmp_path)
    for address, words in (
        ("questions/", ("offen gestellt 7. Januar 2022: Wann?", "offen Stand 10. Januar 2022: Wo?")),
        ("en/", ("open asked 7 January 2022: Wann?", "open as of 10 January 2022: Wo?")),
    ):
        text = " ".join(text_of(dom(pages[address])).replace("\N{NO-BREAK SPACE}", " ").split())
        assert all(each in text for each in words), text


def test_templates_print_nothing_raw() -> None:
    """A template that prints a text escapes it for Markdown and for HTML; what isn't there is an error."""
    template = environment().from_string("{{ text }}")
    assert "&#42;a&#42; &lt;b&gt; 1&#46;" != template.render(text="x")
    assert "&#42;a&#42; &lt;b&gt;" == template.render(text="*a* <b>")


@pytest.mark.parametrize(
    ("source", "by", "expected"),
    [
        ("title: Rat vertagt Satzung, publisher: Testblatt, published: 2022-01-19", "", ", Testblatt, 19. Jan. 2022"),
        ("title: Rat vertagt Satzung, publisher: Testblatt", ", by: Testblatt", ""),
        ("title: Rat vertagt Satzung, publisher: rat, published: 2022-01", ", by: rat", ", Jan. 2022"),
        ("title: Rat vertagt Satzung, publisher: rat", ", by: {unnamed: ein Mitglied, of: rat}", ""),
        ("title: Testblatt hält den Atem an, publisher: Testblatt, published: unknown", "", ", Testblatt"),
        ("publisher: Testblatt, published: 2022-01-19", "", ""),
    ],
)
def test_evidence_says_who_published_it_when(source: str, by: str, expected: str, tmp_path: Path) -> None:
    """After the title stand publisher and date, unless the publisher is the one who speaks."""
    registry = REGISTRY + f"  anzeiger: {{kind: report, {source}}}\norganisations: {{rat: {{name: Beispielrat}}}}\n"
    briefing = SESSION.replace("evidence: testblatt", f"evidence: [{{source: anzeiger{by}}}]")
    page = markdown_of(site_of(small_project(tmp_path, registry=registry, sitzung=briefing), severities=NO_RULES))
    evidence = page["briefings/sitzung/"].partition('<div class="lb-evidence__what">')[2].partition("</p>")[0]
    assert expected == evidence.partition("</cite>")[2].strip().replace("&#46;", ".").replace("&nbsp;", " ")


def test_evidence_may_be_a_quote_of_another_briefing(tmp_path: Path) -> None:
    """The source of such a quote is numbered where the fact stands, and the reason of its status names it."""
    other = """
briefing: {title: Rede, as_of: 2022-01-20}
quotes:
  rede:
    speaker: Erika Muster
    original: {lang: de, text: Wir vertagen.}
    source: mitschrift
sources:
  mitschrift: {kind: transcript, title: Mitschrift der Rede}
"""
    own = """
briefing: {title: Sitzung, as_of: 2022-01-26}
facts:
  vertagt: {statement: Der Rat vertagte., evidence: rede/rede}
sections:
  text: {title: Text, body: "Der Rat vertagte. [@vertagt]"}
"""
    pages = html_of(site_of(small_project(tmp_path, rede=other, sitzung=own), severities=NO_RULES))
    assert "Mitschrift der Rede" in pages["briefings/sitzung/"]
    assert [] == list(dead_links(pages))


def test_joint_quote(tmp_path: Path) -> None:
    """Words of several name all of them; no office is said, since nobody could tell whose it is."""
    text = """
briefing: {title: Sitzung, as_of: 2022-01-26}
people:
  otto: {name: Otto Beispiel, roles: [{title: Kassenwart}]}
quotes:
  wort: {speaker: [erika-muster, otto], when: 2022-01-20, original: {lang: de, text: Wir gehen.}, source: testblatt}
  allein: {speaker: otto, when: 2022-01-20, original: {lang: de, text: Ich gehe.}, source: testblatt}
"""
    pages = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))
    page, own = (
        text_of(dom(pages[address])).replace("\N{NO-BREAK SPACE}", " ")
        for address in ("briefings/sitzung/", "people/erika-muster/")
    )
    assert "wörtlich, Erika Muster und Otto Beispiel: „Wir gehen.“" in page
    assert "Erika Muster und Otto Beispiel 20. Januar 2022" in page
    assert "Otto Beispiel, Kassenwart 20. Januar 2022" in page
    assert "Erika Muster und Otto Beispiel 20. Januar 2022: „Wir gehen.“" in own


GERMAN: Final = "de: {text: Wir gehen., method: editorial}"
ENGLISH: Final = "en: {text: We go., method: editorial}"


@pytest.mark.parametrize(
    ("original", "translations", "german", "english"),
    [
        ("{lang: de, text: Wir gehen.}", [ENGLISH], "wörtlich", "verbatim, translated"),
        ("{lang: en, text: We go.}", [GERMAN], "wörtlich, übersetzt", "verbatim"),
        ("{lang: en, text: We go.}", [], "wörtlich", "verbatim"),
        ("{lang: fr, text: Nous partons.}", [GERMAN, ENGLISH], "wörtlich, übersetzt", "verbatim, translated"),
        ("{lang: fr, text: unknown}", [GERMAN], "wörtlich, übersetzt", "verbatim, translated"),
    ],
)
def test_a_translation_is_called_one_wherever_it_stands(
    tmp_path: Path, original: str, translations: list[str], german: str, english: str
) -> None:
    """A line of a list and a citation say it, too: not only the record, which says below the words who translated."""
    own = f"""
briefing: {{title: Sitzung, as_of: 2022-01-26, lang: de}}
quotes:
  rede:
    speaker: Erika Muster
    original: {original}
    translations: {{{", ".join(translations)}}}
    when: 2022-01-26
    source: mitschrift
sources:
  mitschrift: {{kind: transcript, title: Mitschrift}}
"""
    pages = html_of(site_of(small_project(tmp_path, sitzung=own), severities=NO_RULES))
    for base, expected in (("", german), ("en/", english)):
        for address in ("quotes/", "briefings/sitzung/", "briefings/sitzung/cite/"):
            kinds = re.findall(r'<span class="lb-kind">.*?</svg> (.*?)</span>', pages[base + address])
            assert {expected} == set(kinds), address


def test_nothing_of_a_redacted_source_is_shown(tmp_path: Path) -> None:
    """What a redacted source said goes with it, wherever it was evidence."""
    text = SESSION.replace("evidence: testblatt", EVIDENCE) + REDACTION
    pages = html_of(site_of(small_project(tmp_path, sitzung=text), severities=NO_RULES))
    assert "Bleibt" in pages["briefings/sitzung/"]
    assert [] == [address for address, html in pages.items() if "kanarienvogel" in html]


EVIDENCE: Final = """evidence:
      - source: testblatt
        note: Bleibt.
      - source: geschwaerzt
        quote: kanarienvogel
        note: kanarienvogel"""
REDACTION: Final = """
sources:
  geschwaerzt:
    kind: report
    title: kanarienvogel
    publisher: Der kanarienvogel
redactions:
  urteil:
    at: 2022-01-20
    targets: geschwaerzt
    ground: Urteil
"""
