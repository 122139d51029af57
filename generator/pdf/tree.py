"""The HTML of a page as a tree that a Typst template can read as data.

The template never sees markup: every text of the tree is printed letter by letter, so nothing that stands in the
content can become a command of Typst's.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final, TypeAlias
from urllib.parse import quote, urljoin, urlsplit

Node: TypeAlias = str | dict[str, Any]
"""A text, a blank (`" "`) that vanishes at the end of a line, or an element: its `tag`, its list of classes as `class`,
its children as `body`; and, where it has them, `id`, `lang` and `region`, `start`, `value`, the `anchor` or the `url`
that it leads to, the `path` of a mark, `file` and `alt` of a picture, the `numbers` of notes. JSON can hold it."""

_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
"""Elements of HTML that have no end (HTML Living Standard, 13.1.2)."""
_ON_SCREEN: Final = frozenset(
    ("lb-screen-only", "lb-permalink", "lb-back", "lb-chart", "lb-legend", "lb-band", "lb-reliability")
)
"""Classes of what only a screen needs, and of drawings that repeat what stands beside them in words."""
_TABLE: Final = frozenset(("table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"))
"""Elements in which a blank never means anything."""
_KEPT: Final = frozenset(("id", "start", "value"))
"""Attributes that mean the same on paper."""
_NESTING: Final = frozenset(("ul", "ol", "blockquote"))
_DEEPEST: Final = 10
"""What is nested deeper stands on lines of its own, but no further to the right: Typst stops at sixteen."""
_HEADINGS: Final = frozenset(("h2", "h3", "h4"))
_SYLLABLE: Final = 20
_ENDLESS: Final = re.compile(r"[^\s/.:?&=-]{60,}")
"""A word, or a piece of an address between two places at which Typst breaks it, that no line has room for."""
_BLANKS: Final = re.compile("[ \t\n\r\f]+")
_PATH: Final = re.compile(r"[A-Za-z0-9 ,.\-]+")
"""What the path of a mark consists of (SVG 2, 9.3)."""
_IN_ADDRESSES: Final = "!#$%&'()*+,/:;=?@[]~"
"""What an address is made of besides letters, digits, hyphens, dots and underscores (RFC 3986, 2.2)."""
_NOTE: Final = "s--note-"
_LANG: Final = re.compile(r"([a-z]{2,3})(?:-[A-Z][a-z]{3})?(?:-([A-Z]{2}))?(?:-.*)?")
"""Language and region of a tag after BCP 47."""


@dataclass(slots=True)
class Element:
    """An element of HTML."""

    tag: str
    """Its name."""
    attributes: Mapping[str, str]
    """Its attributes."""
    children: list["Element | str"] = field(default_factory=list)
    """What stands in it; texts as they are written, blanks and all."""

    @property
    def classes(self) -> tuple[str, ...]:
        """Its classes, in order."""
        return tuple(self.attributes.get("class", "").split())

    def walk(self) -> Iterator["Element"]:
        """Yield the element and all below it, in the order of the text."""
        waiting: list[Element] = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [each for each in reversed(element.children) if isinstance(each, Element)]


class _Parser(HTMLParser):
    """Builds the tree of HTML in which every element is closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("body", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def parse(html: str) -> Element:
    """Return the tree of a page's HTML, below one element that stands for the page.

    Args:
        html: HTML as `generator.markdown.to_html` writes it.
    """
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the parts of a printed document. All parts are lists of nodes."""

    cover: list[Node]
    """What stands before the first heading of the second level, but the title."""
    body: list[Node]
    """The rest."""
    notes: Mapping[str, list[Node]]
    """The notes that the text refers to, by number."""


def document(page: Element, address: str, site_url: str, picture: Callable[[str], str]) -> Document:
    """Return a page as a printed document.

    Links to anchors of the page stay; those to other pages become whole addresses, or text where the site doesn't know
    its own address.

    Args:
        page: The page.
        address: The page's address relative to the site's root.
        site_url: The site's address; may be empty.
        picture: Gives a name of the file at an address relative to the site's root; empty if it can't be printed.
    """
    notes = {
        note.attributes.get("id", "").removeprefix(_NOTE): note
        for each in page.walk()
        if "lb-notes" in each.classes
        for note in each.children
        if isinstance(note, Element)
    }
    writer = _Writer(address, site_url, picture)
    written = {number: writer.note(note) for number, note in notes.items()}
    blocks = writer.nodes([each for each in page.children if not _is_title(each) and not _is_notes(each)])
    parts = (index for index, each in enumerate(blocks) if isinstance(each, dict) and each["tag"] == "h2")
    begin = next(parts, len(blocks))
    _settle(list(_elements((*blocks, *(node for note in written.values() for node in note)))), written)
    return Document(blocks[:begin], blocks[begin:], written)


def breakable(text: str) -> str:
    """Return a text whose words can be broken where no line has room for them."""
    return _ENDLESS.sub(_pieces, text)


def fragment(html: str) -> list[Node]:
    """Return a line of HTML as nodes; links in it lead out of the document."""
    return _Writer("", "", str).nodes(parse(html).children)


def _is_title(node: Element | str) -> bool:
    return isinstance(node, Element) and node.tag == "h1"


def _is_notes(node: Element | str) -> bool:
    """Return whether a node is the list of notes or its heading: on paper they stand at the foot of the page."""
    return isinstance(node, Element) and ("lb-notes" in node.classes or node.attributes.get("id") == "s--notes")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes elements as nodes."""

    address: str
    site_url: str
    picture: Callable[[str], str]

    def nodes(self, children: Iterable[Element | str], *, heading: bool = False, depth: int = 0) -> list[Node]:
        """Return what stands in an element.

        Args:
            children: What that is.
            heading: Whether it stands in a heading: the signs that its layout stands for are left out then.
            depth: In how many lists and quotations it stands.
        """
        written: list[Node] = []
        for child in children:
            if isinstance(child, str):
                written += _text(child)
            elif not _ON_SCREEN.intersection(child.classes) and not (heading and "lb-spoken" in child.classes):
                written += self._element(child, heading=heading, depth=depth)
        return written

    def note(self, note: Element) -> list[Node]:
        """Return a note, with the places in its source that the text names."""
        written = self.nodes(note.children)
        back = next((each for each in note.walk() if "lb-back" in each.classes), None)
        pieces = () if back is None else (each for each in back.children if isinstance(each, str))
        places = _BLANKS.sub(" ", "".join(pieces)).strip()
        return [*written, " ", places] if places else written

    def _element(self, element: Element, *, heading: bool, depth: int) -> list[Node]:
        if element.tag == "svg":
            return _mark(element)
        if element.tag == "img":
            return [self._image(element)]
        if "lb-cite" in element.classes:
            return [self._citation(element)]
        if element.tag == "caption":
            return []  # the heading above says it
        if "lb-unfold" in element.classes:
            # Whatever can be unfolded is unfolded on paper, and nobody has to be told so.
            return self.nodes(each for each in element.children if isinstance(each, Element) and each.tag != "summary")
        return self._plain(element, heading=heading, depth=depth)

    def _plain(self, element: Element, *, heading: bool, depth: int) -> list[Node]:
        """Return an element that is printed as it is."""
        depth += element.tag in _NESTING
        inner = self.nodes(element.children, heading=heading or element.tag in _HEADINGS, depth=depth)
        if depth > _DEEPEST and element.tag in (*_NESTING, "li"):
            return [{"tag": "br", "class": [], "body": []}, *inner]
        if element.tag in _TABLE:
            inner = [each for each in inner if each != " "]
        node: dict[str, Any] = {"tag": element.tag, "class": list(element.classes), "body": inner}
        lang = _LANG.fullmatch(element.attributes.get("lang", ""))
        node |= {"lang": lang[1], "region": lang[2]} if lang else {}
        node |= {name: value for name, value in element.attributes.items() if name in _KEPT}
        if element.tag == "a":
            node |= self._target(element.attributes.get("href", ""))
        if element.tag == "tr" and inner and "id" in node:
            # A row has no place of its own on paper, but its first cell has.
            inner[0]["id"] = node.pop("id")  # type: ignore[index]  # blanks are gone
        if element.tag not in _HEADINGS:
            return [node]
        # What stands before a statement is a line of its own, and no part of its name in the list of bookmarks.
        before = [each for each in inner if isinstance(each, dict) and "lb-eyebrow" in each["class"]]
        rest = [each for each in inner if each not in before]
        node["body"] = rest[1:] if rest[:1] == [" "] else rest
        return [*({"tag": "before", "class": [], "body": [each]} for each in before), node]

    def _target(self, href: str) -> dict[str, str]:
        """Return where a link leads: to an anchor, to an address, or nowhere."""
        if href.startswith("#"):
            return {"anchor": href[1:]}
        try:
            outside = urlsplit(href).scheme in ("http", "https", "mailto")
        except ValueError:  # brackets hold nothing but an address after IPv6 (RFC 3986, 3.2.2)
            return {}
        if not outside and not self.site_url:
            return {}
        whole = href if outside else urljoin(urljoin(self.site_url, self.address), href)
        return {"url": quote(whole, safe=_IN_ADDRESSES)}

    def _citation(self, element: Element) -> Node:
        """Return the numbers of a citation as references to notes."""
        numbers = [each.attributes.get("href", "").removeprefix(f"#{_NOTE}") for each in element.walk()]
        return {"tag": "notes", "class": [], "body": [], "numbers": [each for each in numbers if each]}

    def _image(self, element: Element) -> Node:
        path = posixpath.normpath(posixpath.join(self.address, element.attributes.get("src", "")))
        alt = element.attributes.get("alt", "")
        return {"tag": "img", "class": [], "body": [], "file": self.picture(path), "alt": alt}


def _text(text: str) -> list[Node]:
    """Return a text with its blanks as HTML shows them, those at its ends apart."""
    plain = _BLANKS.sub(" ", text)
    inner = breakable(plain.strip(" "))
    if not inner:
        return [" "] if plain else []
    return [*([" "] if plain[0] == " " else []), inner, *([" "] if plain[-1] == " " else [])]


def _pieces(word: re.Match[str]) -> str:
    """Return a word that no line has room for with places at which it may be broken."""
    letters = word[0]
    return "\N{ZERO WIDTH SPACE}".join(
        letters[start : start + _SYLLABLE] for start in range(0, len(letters), _SYLLABLE)
    )


def _mark(svg: Element) -> list[Node]:
    """Return a shape that goes with a word; nothing for a drawing."""
    path = next((each.attributes.get("d", "") for each in svg.walk() if each.tag == "path"), "")
    known = "lb-mark" in svg.classes and _PATH.fullmatch(path)
    return [{"tag": "mark", "class": list(svg.classes), "body": [], "path": path}] if known else []


def _settle(elements: Sequence[dict[str, Any]], notes: Mapping[str, object]) -> None:
    """Take out anchors that nothing leads to, second ones of the same name, and links and numbers that lead nowhere.

    Of the places that refer to a note, the first one says that it is.
    """
    wanted = {each["anchor"] for each in elements if "anchor" in each}
    found: set[str] = set()
    for each in elements:
        if "id" in each and (each["id"] not in wanted or each["id"] in found):
            del each["id"]
        found |= {each["id"]} if "id" in each else set()
    cited: set[str] = set()
    for each in elements:
        if "anchor" in each and each["anchor"] not in found:
            del each["anchor"]
        known = [number for number in each.get("numbers", ()) if number in notes]
        if "numbers" in each:
            each["numbers"] = []
        for number in known:
            each["numbers"].append({"number": number, "first": number not in cited})
            cited.add(number)


def _elements(nodes: Iterable[Node]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        if isinstance(node, dict):
            yield node
            yield from _elements(node["body"])
