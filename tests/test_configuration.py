"""The settings of a site, read from its `mkdocs.yml`."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.configuration import find_root, read_settings, validate
from generator.diagnostics import Severity
from generator.settings import Settings
from tests.pseudo import write_pseudo_catalogue
from tests.small_project import write


def said(root: Path) -> list[str]:
    """Return what is wrong with a project's configuration."""
    return [str(each) for each in read_settings(root)[1]]


def configured(root: Path, *options: str) -> Path:
    """Write a configuration with options of the plugin, and return the project's folder."""
    lines = ["site_name: Erfunden", "plugins:", "  - search", "  - lagebild:", *(f"      {each}" for each in options)]
    return write(root, {"mkdocs.yml": "\n".join(lines) + "\n"})


@pytest.mark.parametrize(
    "text",
    [
        "site_name: Lagebild\n",
        "plugins:\n",
        "plugins: []\n",
        "plugins: [lagebild]\n",
        "plugins:\n  - lagebild\n  - search\n",
        "plugins:\n  - lagebild:\n",
        "plugins:\n  lagebild:\n",
        "plugins:\n  lagebild: {}\n",
        "site_url: !ENV [SITE_URL, '']\n",
        "site_name: !ENV SITE_NAME\n",
        "markdown_extensions:\n  - x:\n      y: !!python/name:material.extensions.emoji.twemoji\n",
    ],
)
def test_defaults(text: str, tmp_path: Path) -> None:
    """Without a word, every option has its default; what belongs to MkDocs is passed over."""
    settings, problems = read_settings(write(tmp_path, {"mkdocs.yml": text}))
    assert [] == problems
    assert Settings() == settings


def test_options(tmp_path: Path) -> None:
    """All options are read, of the plugin as an item of a list or as a mapping."""
    options = (
        "desk: musterredaktion",
        "languages: [en, de]",
        "briefings_dir: inhalt",
        "scale: phia",
        "quote_words: 25",
        "fail_on: warning",
        "severities: {LB301: off, LB2xx: warning}",
        "footer: [impressum]",
        "pdf: false",
    )
    expected = Settings(
        desk="musterredaktion",
        languages=("en", "de"),
        briefings_dir="inhalt",
        scale="phia",
        quote_words=25,
        fail_on="warning",
        severities={"LB301": "off", "LB2xx": "warning"},
        footer=("impressum",),
        pdf=False,
        site_name="Erfunden",
    )
    assert (expected, []) == read_settings(configured(tmp_path, *options))
    mapping = "site_name: Erfunden\nplugins:\n  lagebild:\n" + "".join(f"    {each}\n" for each in options)
    assert (expected, []) == read_settings(write(tmp_path, {"mkdocs.yml": mapping}))
    assert "en" == expected.main_language


@pytest.mark.parametrize(
    ("option", "place", "message"),
    [
        ("desks: x", "5:7", "“desks” is not an option of the plugin lagebild"),
        ("site_name: x", "5:7", "“site_name” is not an option of the plugin lagebild"),
        ("locale_dir: x", "5:7", "“locale_dir” is not an option of the plugin lagebild"),
        ("today: 2022-01-26", "5:7", "“today” is not an option of the plugin lagebild"),
        ("languages: []", "5:7", "The option “languages” is wrong"),
        ("languages: de", "5:7", "The option “languages” is wrong"),
        ("languages: [de, fr]", "5:23", "There are no words of the interface for the language “fr”"),
        ("languages: [de, de]", "5:23", "The language “de” is listed twice"),
        ("quote_words: 0", "5:7", "The option “quote_words” is wrong"),
        ("quote_words: many", "5:7", "The option “quote_words” is wrong"),
        ("fail_on: off", "5:7", "The option “fail_on” is wrong"),
        ("scale: icd204", "5:7", "The option “scale” is wrong"),
        ("severities: {LB3: off}", "5:20", "“LB3” is not a code"),
        ("severities: {LB301: no}", "5:20", "The option “severities.LB301” is wrong"),
        ("severities: off", "5:7", "The option “severities” is wrong"),
        ("briefings_dir:", "5:7", "The option “briefings_dir” is wrong"),
        ("briefings_dir: [a]", "5:7", "The option “briefings_dir” is wrong"),
        (
            "briefings_dir: ./docs/inhalt",
            "5:7",
            "The option “briefings_dir” is wrong: the content needs a folder of its",
        ),
        ("briefings_dir: .", "5:7", "The option “briefings_dir” is wrong"),
    ],
)
def test_wrong_option(option: str, place: str, message: str, tmp_path: Path) -> None:
    """A wrong option is an error at its place with a hint, and has its default meanwhile; the others are kept."""
    settings, problems = read_settings(configured(tmp_path, option, "footer: [impressum]"))
    assert [(f"mkdocs.yml:{place}", Severity.ERROR, "LB403")] == [
        (str(each.location), each.severity, each.code) for each in problems
    ]
    assert problems[0].message.startswith(message)
    assert problems[0].hint
    assert Settings(site_name="Erfunden", footer=("impressum",)) == settings


def test_all_wrong_options_at_once(tmp_path: Path) -> None:
    """All that is wrong is said in one run."""
    assert 3 == len(said(configured(tmp_path, "desks: x", "languages: [xx]", "quote_words: -1")))


def test_language_without_a_catalogue(tmp_path: Path) -> None:
    """A language that nobody has words for is named at its place, with the file that would hold them."""
    [problem] = read_settings(configured(tmp_path, "languages: [de, pl]"))[1]
    assert "mkdocs.yml:5:23" == str(problem.location)
    assert "Known are: de, en. Another one needs a catalogue, locale/pl.yml beside mkdocs.yml." == problem.hint


def test_catalogue_of_the_project(tmp_path: Path) -> None:
    """A catalogue in the project's folder makes its language one that a site can have."""
    write_pseudo_catalogue(tmp_path, "pl")
    settings, problems = read_settings(configured(tmp_path, "languages: [de, pl]"))
    assert [] == problems
    assert (("de", "pl"), tmp_path / "locale") == (settings.languages, settings.locale_dir)


def test_faulty_catalogue_of_the_project(tmp_path: Path) -> None:
    """What a catalogue lacks is an error there, if the site has its language."""
    write_pseudo_catalogue(tmp_path, "pl", {"status.denied": None})
    [problem] = said(configured(tmp_path, "languages: [de, pl]"))
    assert problem.endswith(": error LB404: Texts of the interface are missing: status.denied")
    assert problem.startswith("locale/pl.yml:")
    assert [] == said(configured(tmp_path, "languages: [de, en]"))


@pytest.mark.parametrize(
    "content", [b"", b"# nichts\n", b"- a\n", b"plugins: [\n", b"a: b: c\n", b"\xff", b"\0", b"\t"]
)
def test_broken_configuration(content: bytes, tmp_path: Path) -> None:
    """A configuration that can't be read is said to be broken."""
    settings, problems = read_settings(write(tmp_path, {"mkdocs.yml": content}))
    assert problems
    assert Settings() == settings


def test_root_is_found_from_below(tmp_path: Path) -> None:
    """The project is the nearest folder upwards that holds a configuration."""
    write(tmp_path, {"a/mkdocs.yml": "", "a/b/c/x": "", "d/x": ""})
    assert tmp_path / "a" == find_root(tmp_path / "a" / "b" / "c")
    assert tmp_path / "a" == find_root(tmp_path / "a")
    assert find_root(tmp_path / "d") is None


NAMES = st.one_of(st.sampled_from([*Settings.model_fields, "x", ""]), st.text(max_size=5))
VALUES = st.recursive(
    st.one_of(st.none(), st.text(max_size=5), st.sampled_from(["de", "off", "LB301", "1"])),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=5,
)


@given(st.dictionaries(NAMES, VALUES, max_size=4))
def test_any_options(options: dict[str, object]) -> None:
    """Whatever stands under the plugin, there are settings, and every option that is wrong is said to be."""
    settings, problems = validate(options, Path("nowhere"))
    assert isinstance(settings, Settings)
    assert all(each.code == "LB403" and each.hint for each in problems)
    assert problems or settings == Settings.model_validate(options)
