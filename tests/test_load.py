"""A folder of YAML files becomes records; whatever is in the files, nothing is raised and every mistake has a place."""

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build import build
from generator.corpus import link
from generator.diagnostics import CODES, Diagnostic
from generator.document import MAX_BYTES
from generator.kinds import BRIEFING, BY_NAME, KINDS, Kind
from generator.load import REGISTRY, Loaded, load
from generator.model.base import Text
from generator.settings import Settings
from tests.small_project import SESSION, examples, small_project, write

SETTINGS: Final = Settings(today=date(2022, 1, 26))
HEAD: Final = "briefing:\n  title: Erfunden\n  as_of: 2022-01-20\n"


def loaded_from(root: Path, **settings: Any) -> Loaded:  # noqa: ANN401  # whatever a setting takes
    """Load the content of a project."""
    return load(root, Settings(**settings))


def said(loaded: Loaded) -> list[str]:
    """Return the diagnostics in their one-line form, by place."""
    return [str(each) for each in sorted(loaded.diagnostics)]


def codes(root: Path) -> list[tuple[str, str]]:
    """Return path and code of what is wrong in a project, by place."""
    return [(each.location.path, each.code) for each in sorted(load(root, SETTINGS).diagnostics)]


def test_files_of_a_folder_are_merged(tmp_path: Path) -> None:
    """The files of a folder are one briefing, in the order of their names; sections follow files, then positions."""
    files = {
        "briefings/sitzung/20.yml": "sections:\n  c:\n    title: C\n    body: c\n",
        "briefings/sitzung/00.yml": HEAD,
        "briefings/sitzung/tief/darin/10.yml": "sections:\n  d:\n    title: D\n    body: d\n",
        "briefings/sitzung/10.yml": "sections:\n  b:\n    title: B\n    body: b\n  a:\n    title: A\n    body: a\n",
    }
    loaded = loaded_from(write(tmp_path, files))
    assert [] == said(loaded)
    assert [("sitzung", "sitzung"), *(("sitzung", each) for each in "bacd")] == [
        (entry.briefing, entry.id) for entry in loaded.entries
    ]
    assert [("sitzung", ""), ("sitzung", "b")] == [entry.key for entry in loaded.entries[:2]]


def test_one_file_is_a_briefing_too(tmp_path: Path) -> None:
    """A briefing may be one file, and so may the registry."""
    loaded = loaded_from(small_project(tmp_path))
    assert [] == said(loaded)
    assert {REGISTRY, "sitzung"} == {entry.briefing for entry in loaded.entries}


def test_other_folder(tmp_path: Path) -> None:
    """The content may stand in another folder, at any depth; paths shown start at the project's root."""
    write(tmp_path, {"a/b/sitzung.yml": HEAD.replace("2022-01-20", "nie")})
    found = loaded_from(tmp_path, briefings_dir="a/b").diagnostics
    assert ["a/b/sitzung.yml:3:10"] == [str(each.location) for each in found]


def test_text_is_in_the_language_of_its_briefing(tmp_path: Path) -> None:
    """A plain text is in the briefing's language whichever file says so, in the registry in the main one.

    A briefing in a language that the site doesn't have is refused, rather than shown as one in the main language.
    """
    files = {
        "briefings/session/00.yml": "questions:\n  when:\n    text: When?\n",
        "briefings/session/10.yml": HEAD + "  lang: en\n",
        "briefings/sitzung.yml": HEAD + "questions:\n  wann:\n    text: Wann?\n",
        "briefings/fremd.yml": HEAD + "  lang: fr\nquestions:\n  quand:\n    text: Quand?\n",
        "briefings/registry.yml": "people:\n  erika:\n    name: Erika\n    description: Eine Person\n",
    }
    loaded = loaded_from(write(tmp_path, files))
    texts = {entry.id: getattr(entry.record, "text", None) for entry in loaded.entries}
    texts["erika"] = next(getattr(entry.record, "description", None) for entry in loaded.entries if entry.id == "erika")
    assert Text((("en", "When?"),)) == texts["when"]
    assert Text((("de", "Wann?"),)) == texts["wann"]
    assert Text((("de", "Eine Person"),)) == texts["erika"]
    assert ["briefings/fremd.yml:4:9: error LB111: “fr” is not a language of this site"] == said(loaded)


def test_retired_ids(tmp_path: Path) -> None:
    """A retired id has a successor, or none."""
    loaded = loaded_from(
        write(tmp_path, {"briefings/a.yml": HEAD + "retired:\n  alt: neu\n  weg: null\n  ganz-weg:\n"})
    )
    assert [] == said(loaded)
    assert [("alt", "neu"), ("weg", None), ("ganz-weg", None)] == [(each.id, each.successor) for each in loaded.retired]


def test_no_folder(tmp_path: Path) -> None:
    """A project without content has one mistake: the folder isn't there."""
    assert [("briefings", "LB016")] == codes(tmp_path)


def test_empty_folder(tmp_path: Path) -> None:
    """A project without a briefing yet is no mistake."""
    (tmp_path / "briefings").mkdir()
    assert [] == codes(tmp_path)


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"", "LB010", "1:1"),
        (b"# Nur ein Kommentar\n", "LB010", "1:1"),
        (b"\xef\xbb\xbf", "LB010", "1:1"),
        (HEAD.encode() + "questions:\n  a:\n    text: Größe\n".encode("latin-1"), "LB009", "6:13"),
        (HEAD.encode("utf-16"), "LB009", "1:1"),
        (HEAD.encode() + b"questions:\n  a:\n    text: Wann\x00?\n", "LB012", "6:15"),
        (HEAD.encode() + b"questions:\n  a:\n    text: Wann\x1b[31m?\n", "LB012", "6:15"),
        (HEAD.encode() + b"# " + b"x" * MAX_BYTES, "LB011", "1:1"),
        (b"\t" + HEAD.encode(), "LB002", "1:1"),
        (b"[" * 5000, "LB006", "1:41"),
        (b"- " * 5000, "LB006", "1:81"),
        (b"%YAML 9.9\n---\na: b\n", "LB001", "1:1"),
        (b"\xff\xfe\xfd", "LB009", "1:1"),
    ],
)
def test_bytes_that_are_no_text(content: bytes, code: str, place: str, tmp_path: Path) -> None:
    """A file that isn't sound YAML in UTF-8 is refused with its place, and the other files are read all the same."""
    root = small_project(tmp_path)
    write(root, {"briefings/kaputt.yml": content})
    loaded = load(root, SETTINGS)
    first = min(loaded.diagnostics)
    assert (code, f"briefings/kaputt.yml:{place}") == (first.code, str(first.location))
    assert first.hint
    assert "sitzung" in {entry.briefing for entry in loaded.entries}
    assert not [each for each in link(loaded)[1] if each.location.path != "briefings/kaputt.yml"]


def test_windows_line_ends(tmp_path: Path) -> None:
    """A file with the line ends of Windows and a byte order mark is read, and its places are those of an editor."""
    text = "\ufeff" + HEAD.replace("2022-01-20", "nie").replace("\n", "\r\n")
    loaded = load(write(tmp_path, {"briefings/a.yml": text}), SETTINGS)
    assert ["briefings/a.yml:3:10"] == [str(each.location) for each in loaded.diagnostics]


def test_links_out_of_the_folder(tmp_path: Path) -> None:
    """A symbolic link out of the content's folder isn't followed; one that leads within is."""
    root = small_project(tmp_path)
    write(root, {"draussen.yml": HEAD, "ordner/a.yml": HEAD, "briefings/zwei/echt.yml": HEAD})
    (root / "briefings" / "heraus.yml").symlink_to("../draussen.yml")
    (root / "briefings" / "absolut.yml").symlink_to("/etc/passwd")
    (root / "briefings" / "nirgends.yml").symlink_to("nirgendwo.yml")
    (root / "briefings" / "kreis.yml").symlink_to("kreis.yml")
    (root / "briefings" / "ordner").symlink_to("../ordner")
    (root / "briefings" / "drinnen.yml").symlink_to("zwei/echt.yml")
    found = dict(codes(root))
    assert "LB013" == found["briefings/heraus.yml"]
    assert "LB013" == found["briefings/absolut.yml"]
    assert "LB016" == found["briefings/nirgends.yml"]
    assert "LB016" == found["briefings/kreis.yml"]
    assert "LB013" == found["briefings/ordner"]
    assert "briefings/drinnen.yml" not in found
    assert "drinnen" in {entry.id for entry in load(root, SETTINGS).entries}


def test_hidden_files_are_passed_over(tmp_path: Path) -> None:
    """What an editor or a system leaves behind isn't content."""
    root = small_project(tmp_path)
    write(
        root, {"briefings/.sitzung.yml.swp": b"\0", "briefings/.versteckt/a.yml": b"\0", "briefings/LIESMICH.md": b"x"}
    )
    assert [] == codes(root)


def test_head_may_stand_in_the_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A briefing with a broken file isn't said to have no head."""
    write(tmp_path, {"briefings/a/00.yml": 'briefing:\n  title: "A\n', "briefings/a/10.yml": "questions: {}\n"})
    assert [("briefings/a/00.yml", "LB001")] == codes(tmp_path)


def test_a_mistake_is_said_once(tmp_path: Path) -> None:
    """An empty value is reported at its place, and not again for what it does to the record."""
    text = HEAD + "questions:\n  a:\n    text:\n      de:\n      en: When?\n  b:\n    text:\n"
    loaded = load(write(tmp_path, {"briefings/a.yml": text}), SETTINGS)
    assert ["briefings/a.yml:7:7", "briefings/a.yml:10:5"] == [
        str(each.location) for each in sorted(loaded.diagnostics)
    ]


@pytest.mark.parametrize("kind", BY_NAME.values(), ids=BY_NAME)
def test_unknown_fields_get_the_nearest_name(kind: Kind, tmp_path: Path) -> None:
    """A misspelt field of any kind is an error at its name, with the right name in the hint."""
    names = [info.alias or name for name, info in kind.model.model_fields.items()]
    for name in names:
        wrong = f"{name}x"
        record = {wrong: "x"}
        file = {"briefing": record} if kind is BRIEFING else {kind.plural: {"a": record}}
        write(tmp_path, {"briefings/a.yml": json.dumps({"briefing": {"title": "A", "as_of": "2022"}, **file})})
        found = [each for each in load(tmp_path, SETTINGS).diagnostics if each.code == "LB101"]
        assert [f"“{wrong}” is not a field here"] == [each.message for each in found]
        assert f"Did you mean “{name}”?" in found[0].hint or f"“{name}" in found[0].hint


def test_a_misspelt_field_is_not_missing_too(tmp_path: Path) -> None:
    """A needed field with a misspelt name is one mistake, at that name; one that isn't there at all is missing."""
    text = f"{HEAD}facts:\n  a:\n    statment: A\n    evidence: b\n  b:\n    where: c\n    evidence: b\n"
    loaded = load(write(tmp_path, {"briefings/a.yml": text}), SETTINGS)
    assert [("LB101", "“statment”"), ("LB103", "“statement”")] == [
        (each.code, next(word for word in each.message.split() if word.startswith("“")))
        for each in sorted(loaded.diagnostics)
    ]


# Anything at all

TEXTS: Final = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            *("", " ", "~", "null", "NO", "17:00", "1.10", "2022-01-20", "2022-13-01", "unknown", "vertagt", "a/b"),
            *(
                "https://example.org/",
                "javascript:x",
                "en",
                "true",
                "0.5",
                "[@vertagt]",
                "# x",
                "<b>",
                "\x00",
                "{{ x }}",
            ),
            *("report", "asserts", "yes", "-", "\ud800", "😀", "\u202e", "\u2028", "\x85", "\r\n", "0" * 400),
            *("9" * 40, "erika-muster", "testblatt"),
        ]
    ),
)
FIELDS: Final = sorted(
    {info.alias or name for kind in BY_NAME.values() for name, info in kind.model.model_fields.items()}
)
NAMES: Final = st.one_of(
    st.sampled_from(
        [*FIELDS, "de", "en", "one_of", "within", "source", "text", "unnamed", "number", "low", "at", "<<"]
    ),
    TEXTS,
)
VALUES: Final = st.recursive(
    st.one_of(TEXTS, st.none()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=8,
)


def as_yaml(value: object) -> str:
    """Return a value as YAML in which every text is quoted and nothing stands for what is missing."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return "{" + ", ".join(f"? {as_yaml(key)}\n : {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(as_yaml(item) for item in value) + "]"
    return json.dumps(value)


def check_places(root: Path, diagnostics: list[Diagnostic]) -> None:
    """Require that every diagnostic has a known code and a place that is there."""
    for each in diagnostics:
        assert each.code in CODES
        assert each.message
        file = root / each.location.path
        text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= each.location.line <= len(lines)
        assert 1 <= each.location.column <= len(lines[each.location.line - 1]) + 1


def look(root: Path, content: bytes) -> list[Diagnostic]:
    """Check a project whose one briefing has a file of any content, and build it."""
    (root / "briefings" / "sitzung.yml").write_bytes(content)
    diagnostics = list(build(root, SETTINGS).checked.diagnostics)
    check_places(root, diagnostics)
    return diagnostics


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a small project whose briefing each example writes anew."""
    return small_project(tmp_path_factory.mktemp("anything"))


@settings(max_examples=examples(1))
@given(data=st.data())
def test_any_value_in_any_field(project: Path, data: st.DataObject) -> None:
    """Whatever stands in a field of any kind, the site is built or the mistake has a place in the file."""
    kind = data.draw(st.sampled_from([*KINDS, BRIEFING]))
    names = st.sampled_from([info.alias or name for name, info in kind.model.model_fields.items()])
    fields = data.draw(st.dictionaries(names, VALUES, max_size=4))
    record: object = data.draw(st.sampled_from([fields, fields, fields, "x", ["x"], None]))
    if kind is BRIEFING:
        text = f"{{briefing: {as_yaml(record)}}}"
    else:
        text = f"{{briefing: {{title: A, as_of: 2022}}, {kind.plural}: {{ vertagt: {as_yaml(record)}}}}}"
    look(project, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=examples(1))
@given(value=VALUES)
def test_any_value_as_a_file(project: Path, value: object) -> None:
    """Whatever a file holds, nothing is raised and every mistake has a place in it."""
    look(project, as_yaml(value).encode("utf-8", "surrogatepass"))


@settings(max_examples=examples(1))
@given(
    content=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
)
def test_any_bytes_as_a_file(project: Path, content: bytes) -> None:
    """Whatever bytes a file consists of, nothing is raised; and it is never taken for a briefing."""
    assert look(project, content)


@settings(max_examples=examples(1))
@given(data=st.data())
def test_any_damage_to_a_file(project: Path, data: st.DataObject) -> None:
    """However a file is cut, or changed at a place, nothing is raised and every mistake has a place in it."""
    start = data.draw(st.integers(0, len(SESSION)))
    end = data.draw(st.integers(start, min(len(SESSION), start + 30)))
    insert = data.draw(
        st.one_of(st.text(max_size=5), st.sampled_from(["\t", "\n", ": ", "- ", " #", "{", "]", "&a ", "*a", "!x "]))
    )
    look(project, f"{SESSION[:start]}{insert}{SESSION[end:]}".encode("utf-8", "replace"))
