"""What stands around a page: addresses, navigation, path, other languages, footer."""

from collections.abc import Mapping, Sequence

import pytest

from generator.locale import catalogue
from generator.pages import NavEntry
from generator.shell import Alternate, Entry, Languages, Link, Place, Shell, language_fields

LANGUAGES = Languages(("de", "en"))
TITLES = {
    Place("de", ""): "Lagebild",
    Place("en", ""): "Lagebild",
    Place("de", "briefings/"): "Briefings",
    Place("en", "briefings/"): "Briefings",
    Place("de", "briefings/x/"): "Das Briefing",
    Place("en", "briefings/x/"): "The briefing",
    Place("de", "briefings/x/one-page/"): "Auf einer Seite",
    Place("de", "method/"): "Methode",
    Place("en", "method/"): "Method",
    Place("de", "guide/"): "Anleitung",
    Place("de", "guide/files/"): "Dateien",
    Place("de", "imprint/"): "Impressum",
    Place("de", "contact/"): "Kontakt",
    Place("en", "contact/"): "Contact",
}
HAND_WRITTEN = [place for place in TITLES if place.key.split("/")[0] in {"method", "guide", "imprint", "contact"}]


def _shell(navigation: Mapping[str, Sequence[NavEntry]] | None = None) -> Shell:
    lines = {lang: [NavEntry("Briefings", "briefings/")] for lang in LANGUAGES.codes}
    return Shell(LANGUAGES, TITLES, lines if navigation is None else navigation, ["imprint", "contact"], HAND_WRITTEN)


@pytest.mark.parametrize(
    ("place", "address"),
    [
        (Place("de", ""), ""),
        (Place("en", ""), "en/"),
        (Place("de", "briefings/x/"), "briefings/x/"),
        (Place("en", "briefings/x/"), "en/briefings/x/"),
        (Place("de", "english/"), "english/"),
        (Place("de", "de/"), "de/"),
    ],
)
def test_address_and_place_are_each_others_inverse(place: Place, address: str) -> None:
    """The main language stands at the root, others under their code, and an address tells which it is."""
    assert address == LANGUAGES.address(place)
    assert place == LANGUAGES.place(address)


def test_navigation_appends_hand_written_pages() -> None:
    """Pages that neither navigation nor footer names follow by title; of a folder only the first one does."""
    expected = ["Briefings", "Anleitung", "Methode"]
    assert expected == [entry.title for entry in _shell().navigation("de")]


def test_navigation_leaves_out_what_is_nowhere() -> None:
    """A generated page that isn't there has no line, and a group without lines goes too."""
    lines = {
        "de": [NavEntry("Mehr", None, (NavEntry("Anleitung", "guide/"),)), NavEntry("Nichts", "nowhere/")],
        "en": [NavEntry("More", None, (NavEntry("Guide", "guide/"),)), NavEntry("Nothing", "nowhere/")],
    }
    shell = _shell(lines)
    guide = Entry("Anleitung", "guide/", "guide/", ())
    assert (Entry("Mehr", None, "", (guide,)), Entry("Methode", "method/", "method/", ())) == shell.navigation("de")
    assert "Nothing" not in [entry.title for entry in shell.navigation("en")]
    assert "More" not in [entry.title for entry in shell.navigation("en")]


def test_navigation_takes_a_missing_page_from_the_main_language() -> None:
    """A hand-written page that a language lacks is the main language's, and its line says so; never the other way."""
    shell = Shell(LANGUAGES, TITLES | {Place("en", "terms/"): "Terms"}, {}, [], [*HAND_WRITTEN, Place("en", "terms/")])
    found = {entry.title: (entry.address, entry.foreign) for entry in shell.navigation("en")}
    assert ("guide/", "de") == found["Anleitung"]
    assert ("en/method/", "") == found["Method"]
    assert "Dateien" not in found  # it stands below the guide
    assert "Methode" not in found
    assert "Terms" in found
    assert "Terms" not in {entry.title for entry in shell.navigation("de")}
    assert {""} == {entry.foreign for entry in shell.navigation("de")}


@pytest.mark.parametrize(
    ("key", "area"),
    [
        ("", None),
        ("briefings/", "briefings/"),
        ("briefings/x/", "briefings/"),
        ("guide/files/", "guide/"),
        ("no/", None),
    ],
)
def test_area_is_the_line_that_the_address_starts_with(key: str, area: str | None) -> None:
    """A page without an area of its own belongs to the line of the navigation above it."""
    assert area == _shell().around(Place("de", key)).area


def test_path_holds_the_pages_above() -> None:
    """The path leads from the home page down to the page above, and skips what isn't a page."""
    around = _shell().around(Place("de", "briefings/x/one-page/"))
    expected = [("Lagebild", ""), ("Briefings", "briefings/"), ("Das Briefing", "briefings/x/")]
    assert expected == [(link.title, link.address) for link in around.path]
    assert () == _shell().around(Place("en", "")).path


def test_switch_leads_to_the_same_page() -> None:
    """The switch leads to the counterpart, or says that there is only the home page."""
    shell = _shell()
    same, absent = shell.around(Place("en", "briefings/x/")), shell.around(Place("de", "guide/"))
    assert [("de", "briefings/x/", True)] == [(each.lang, each.address, each.exists) for each in same.counterparts]
    assert [("en", "en/", False)] == [(each.lang, each.address, each.exists) for each in absent.counterparts]


def test_alternates_name_every_language_and_the_main_one_as_default() -> None:
    """Search engines are told of all versions of a page, and of none where there is but one."""
    expected = (Alternate("de", "method/"), Alternate("en", "en/method/"), Alternate("x-default", "method/"))
    assert expected == _shell().around(Place("en", "method/")).alternates
    assert () == _shell().around(Place("de", "guide/")).alternates


def test_footer_takes_a_missing_page_from_the_main_language() -> None:
    """Who has to be named is named in every language."""
    expected = (Link("Impressum", "imprint/", "de"), Link("Contact", "en/contact/", "en"))
    assert expected == _shell().around(Place("en", "")).footer


def test_titles_keep_their_language() -> None:
    """A link to a page whose title isn't translated knows in which language the title is."""
    lines = {lang: [NavEntry("Briefings", "briefings/")] for lang in LANGUAGES.codes}
    shell = Shell(LANGUAGES, TITLES, lines, [], HAND_WRITTEN, {Place("en", "briefings/x/"): "de"})
    around = shell.around(Place("en", "briefings/"), next_key="briefings/x/")
    assert Link("The briefing", "en/briefings/x/", "en", "de") == around.next
    assert "de" == shell.around(Place("en", "briefings/x/")).title_lang
    assert "" == around.title_lang


@pytest.mark.parametrize(
    ("lang", "labels", "fields"),
    [
        ("de", "de", {"lang": "de"}),
        ("de", "en", {"lang": "de", "labels": "en", "direction": "ltr"}),
    ],
)
def test_fields_of_a_language(lang: str, labels: str, fields: dict[str, str]) -> None:
    """A page says its language; where the theme lacks that, whose labels it gets and in which direction it is read."""
    assert fields == language_fields(catalogue(lang), labels)


def test_neighbours_stay_in_the_language() -> None:
    """Previous and next are pages of the same language."""
    around = _shell().around(Place("en", "briefings/"), previous_key="", next_key="briefings/x/")
    assert Link("Lagebild", "en/", "en") == around.previous
    assert Link("The briefing", "en/briefings/x/", "en") == around.next


def test_a_page_without_an_address_has_no_counterpart() -> None:
    """An error page leads to the home pages only."""
    around = _shell().around(Place("de", "404"))
    assert around.key is None
    assert () == around.alternates
    assert ["", "en/"] == [home.address for home in around.homes]
