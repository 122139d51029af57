"""What stands around a page whatever engine prints it: home, navigation, path, other languages, footer.

Addresses are relative to the site's root, without a leading slash, and end with a slash; the home of the main language
is the empty string. The first language stands at the root, every other one under its code.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.locale import Catalogue
from generator.pages import NavEntry


class Place(NamedTuple):
    """Which page, in which language."""

    lang: str
    """Code of the language."""
    key: str
    """Address without the language: `briefings/x/`; the home page has the empty key."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of a site, and how they share its addresses."""

    codes: tuple[str, ...]
    """Codes, the main language first."""

    @property
    def main(self) -> str:
        """The language at the root."""
        return self.codes[0]

    def address(self, place: Place) -> str:
        """Return the address of `place`."""
        return place.key if place.lang == self.main else f"{place.lang}/{place.key}"

    def place(self, address: str) -> Place:
        """Return the place that has `address`."""
        first, slash, rest = address.partition("/")
        if slash and first in self.codes[1:]:
            return Place(first, rest)
        return Place(self.main, address)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation."""

    title: str
    """Plain text."""
    key: str | None
    """Key of the page, `None` for a mere heading."""
    address: str
    """Address of the page, empty for a mere heading."""
    children: tuple["Entry", ...]
    """Lines below it."""
    foreign: str = ""
    """Language of the page where the navigation's has none, else empty."""

    def holds(self, key: str | None) -> bool:
        """Tell whether this line or one below it stands for `key`."""
        return key is not None and (self.key == key or any(child.holds(key) for child in self.children))


@dataclass(frozen=True, slots=True)
class Link:
    """A page that is linked to."""

    title: str
    """Plain text."""
    address: str
    """Its address."""
    lang: str
    """Its language."""
    title_lang: str = ""
    """Language of the title where it isn't the page's, else empty."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Where the language switch leads."""

    lang: str
    """The other language."""
    address: str
    """The same page in that language, or the next one above it that there is, at last the home page."""
    exists: bool
    """Whether the page exists in that language."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The page in one language, as search engines are told of it."""

    hreflang: str
    """Code of the language, or `x-default`."""
    address: str
    """Its address."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything that the shell of one page shows."""

    title: str
    """Title of the page, empty where it has no address of its own."""
    title_lang: str
    """Language of the title where it isn't the page's, else empty."""
    lang: str
    """Language of the page."""
    key: str | None
    """Key of the page, `None` where the page has no address of its own, as an error page."""
    root: str
    """Folder of the language: `""` or `en/`."""
    area: str | None
    """Key of the line of the navigation that the page belongs to."""
    home: Link
    """Home page of the language."""
    navigation: tuple[Entry, ...]
    """Navigation of the language."""
    path: tuple[Link, ...]
    """Pages above this one, from the home page on."""
    previous: Link | None
    """The page before this one, in the order in which they are read."""
    next: Link | None
    """The page after this one."""
    counterparts: tuple[Counterpart, ...]
    """The other languages."""
    alternates: tuple[Alternate, ...]
    """All languages of the page, its own among them; empty where there is but one."""
    homes: tuple[Link, ...]
    """Home page of every language."""
    footer: tuple[Link, ...]
    """Imprint and the like."""


class Shell:
    """The shells of all pages of one site. What pages share is worked out once."""

    def __init__(
        self,
        languages: Languages,
        titles: Mapping[Place, str],
        navigation: Mapping[str, Sequence[NavEntry]],
        footer: Sequence[str],
        hand_written: Collection[Place],
        title_langs: Mapping[Place, str] | None = None,
    ) -> None:
        """Work out what the pages of each language share.

        Args:
            languages: The site's languages.
            titles: Title of every page of the site, as plain text.
            navigation: What the core proposes for each language; lines without a page are left out.
            footer: Keys of the footer's pages, in order. A page missing in a language is taken from the main one.
            hand_written: The pages that nobody generated. Those that neither the navigation nor the footer names,
                nor stand below a page that is named, follow at the end of the navigation. One that is missing in a
                language is taken from the main one, too.
            title_langs: Language of the titles that aren't in the language of their page.
        """
        self._languages = languages
        self._titles = titles
        self._title_langs = title_langs or {}
        self._footer = {lang: tuple(self._footer_links(lang, footer)) for lang in languages.codes}
        self._navigation = {
            lang: self._entries(lang, navigation.get(lang, ()), footer, hand_written) for lang in languages.codes
        }
        self._homes = tuple(self._link(Place(lang, "")) for lang in languages.codes)
        self._keys = {lang: tuple(_keys(entries)) for lang, entries in self._navigation.items()}

    def navigation(self, lang: str) -> tuple[Entry, ...]:
        """Return the navigation of a language."""
        return self._navigation[lang]

    def around(
        self,
        place: Place,
        *,
        area: str | None = None,
        previous_key: str | None = None,
        next_key: str | None = None,
    ) -> Surroundings:
        """Return what surrounds the page at `place`.

        Args:
            place: The page; it need not exist.
            area: Key of its line in the navigation, otherwise the longest one that its key starts with.
            previous_key: Key of the page before it.
            next_key: Key of the page after it.
        """
        exists = place in self._titles
        return Surroundings(
            title=self._titles.get(place, ""),
            title_lang=self._title_langs.get(place, ""),
            lang=place.lang,
            key=place.key if exists else None,
            root=self._languages.address(Place(place.lang, "")),
            area=self._area(place) if area is None else area,
            home=self._link(Place(place.lang, "")),
            navigation=self._navigation[place.lang],
            path=tuple(self._path(place)),
            previous=None if previous_key is None else self._link(Place(place.lang, previous_key)),
            next=None if next_key is None else self._link(Place(place.lang, next_key)),
            counterparts=tuple(self._counterpart(lang, place) for lang in self._languages.codes if lang != place.lang),
            alternates=tuple(self._alternates(place)) if exists else (),
            homes=self._homes,
            footer=self._footer[place.lang],
        )

    def _link(self, place: Place) -> Link:
        title, title_lang = self._titles.get(place, ""), self._title_langs.get(place, "")
        return Link(title, self._languages.address(place), place.lang, title_lang)

    def _counterpart(self, lang: str, place: Place) -> Counterpart:
        other = Place(lang, place.key)
        exists = other in self._titles
        # Long lists of names are split by initials, which differ: then the list as a whole is the next best.
        above = (page for page in reversed(_above(other)) if page in self._titles)
        nearest = other if exists else next(above, Place(lang, ""))
        return Counterpart(lang, self._languages.address(nearest), exists)

    def _alternates(self, place: Place) -> Iterator[Alternate]:
        versions = [Place(lang, place.key) for lang in self._languages.codes]
        present = [version for version in versions if version in self._titles]
        if len(present) > 1:
            for version in present:
                yield Alternate(version.lang, self._languages.address(version))
            # The first one is the main language's, if the page exists in it.
            yield Alternate("x-default", self._languages.address(present[0]))

    def _path(self, place: Place) -> Iterator[Link]:
        return (self._link(page) for page in _above(place) if page != place and page in self._titles)

    def _area(self, place: Place) -> str | None:
        fitting = (key for key in self._keys[place.lang] if (place.key.startswith(key) if key else not place.key))
        return max(fitting, key=len, default=None)

    def _footer_links(self, lang: str, footer: Sequence[str]) -> Iterator[Link]:
        for name in footer:
            own, main = Place(lang, _key(name)), Place(self._languages.main, _key(name))
            if own in self._titles or main in self._titles:
                yield self._link(own if own in self._titles else main)

    def _entries(
        self, lang: str, proposed: Sequence[NavEntry], footer: Sequence[str], hand_written: Collection[Place]
    ) -> tuple[Entry, ...]:
        entries = tuple(self._known(lang, proposed))
        named = {*_keys(entries), *map(_key, footer)} - {""}
        more = [
            Entry(
                self._titles[place],
                place.key,
                self._languages.address(place),
                (),
                "" if place.lang == lang else place.lang,
            )
            for place in self._best(lang, hand_written)
            if place.key and not any(place.key.startswith(key) for key in named)
        ]
        # Of a folder of hand-written pages only the first one is listed; it leads to the others.
        tops = [entry for entry in more if not any(_is_below(entry, other) for other in more)]
        return entries + tuple(sorted(tops, key=lambda entry: (entry.title.casefold(), entry.address)))

    def _best(self, lang: str, places: Collection[Place]) -> Iterator[Place]:
        """Give the pages that readers of a language get: its own, and those of the main language that it lacks."""
        for place in places:
            own = Place(lang, place.key)
            if place.lang == lang or (place.lang == self._languages.main and own not in self._titles):
                yield place

    def _known(self, lang: str, proposed: Sequence[NavEntry]) -> Iterator[Entry]:
        for entry in proposed:
            children = tuple(self._known(lang, entry.children))
            place = None if entry.key is None else Place(lang, entry.key)
            if place is not None and place in self._titles:
                yield Entry(entry.title, place.key, self._languages.address(place), children)
            elif children:
                yield Entry(entry.title, None, "", children)


def language_fields(words: Catalogue, labels: str) -> dict[str, str]:
    """Return what a page's front matter says of its language, for the partial that the theme asks for its labels.

    Args:
        words: The catalogue of the page's language.
        labels: The language of the labels: the same, or another one where the theme has none in it.
    """
    if labels == words.lang:
        return {"lang": words.lang}
    return {"lang": words.lang, "labels": labels, "direction": words.direction}


def _above(place: Place) -> list[Place]:
    """Return the places above one, from the home page on; the home page is above itself."""
    steps = place.key.removesuffix("/").split("/")[:-1] if place.key else []
    return [Place(place.lang, "".join(f"{step}/" for step in steps[:depth])) for depth in range(len(steps) + 1)]


def _key(name: str) -> str:
    """Return the key that the short name `imprint` stands for."""
    return f"{name.strip('/')}/"


def _is_below(entry: Entry, other: Entry) -> bool:
    return entry is not other and str(entry.key).startswith(str(other.key))


def _keys(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        if entry.key is not None:
            yield entry.key
        yield from _keys(entry.children)
