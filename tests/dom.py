"""Two pieces of HTML compared by what a browser makes of them, and the second Markdown dialect to compare with."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias
from xml.etree.ElementTree import Element

import html5lib
import markdown

Node: TypeAlias = "str | tuple[str, tuple[tuple[str, str], ...], tuple[Node, ...]]"
"""Text, or an element: its name, its attributes sorted by name, and what is in it."""

_INLINE: Final = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "i", "img", "input"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var"),
        "wbr",
    }
)
_WHITE_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_BETWEEN_BLOCKS: Final = re.compile(r"(</(?:article|details|div|dl|figure|form|ol|p|table|ul)>)[ \t\n\r\f]+(?=<|$)")
"""White space behind a block and before the next tag, which isn't seen."""
_HARMLESS: Final = re.compile(r"&#(4[4-7]|58|59);")
"""References to characters that mean nothing in HTML: `,`, `-`, `.`, `/`, `:` and `;`."""
_PYTHON_MARKDOWN: Final = markdown.Markdown(extensions=["attr_list", "tables", "md_in_html", "sane_lists"])


def python_markdown(text: str) -> str:
    """Return the HTML that Python-Markdown makes of a text, with the extensions of the common ground."""
    return _PYTHON_MARKDOWN.reset().convert(text)


@lru_cache(maxsize=4)
def dom(html: str) -> tuple[Node, ...]:
    """Return the tree of an HTML fragment; white space that isn't seen and the order of attributes don't count."""
    return _children(html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False))


def same(one: str, other: str) -> bool:
    """Tell whether two well-formed HTML fragments have the same tree, without parsing them if they hardly differ.

    To parse as a browser does is most of what a comparison costs, and most pages differ in a few line breaks only.
    """
    return _plain(one) == _plain(other) or dom(one) == dom(other)


def text_of(tree: tuple[Node, ...]) -> str:
    """Return the text in a tree, with one blank for each run of white space and for each edge of a block or line."""
    return _WHITE_SPACE.sub(" ", "".join(_texts(tree))).strip(" ")


def elements_of(tree: tuple[Node, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give the name and the attributes of every element in a tree, in document order."""
    for node in tree:
        if not isinstance(node, str):
            name, attributes, children = node
            yield name, dict(attributes)
            yield from elements_of(children)


def _plain(html: str) -> str:
    """Return a well-formed fragment without what makes no difference to its tree."""
    return html if "<pre" in html else _HARMLESS.sub(lambda found: chr(int(found[1])), _BETWEEN_BLOCKS.sub(r"\1", html))


def _texts(tree: tuple[Node, ...]) -> Iterator[str]:
    for node in tree:
        if isinstance(node, str):
            yield node
        else:
            edge = "" if node[0] in _INLINE else " "
            yield edge
            yield from _texts(node[2])
            yield edge


def _children(parent: Element) -> tuple[Node, ...]:
    merged: list[Node] = [parent.text or ""]
    for child in parent:
        tag: object = child.tag
        if isinstance(tag, str):  # a comment has a function there
            attributes = tuple(sorted((str(name), value) for name, value in child.attrib.items()))
            merged += [(tag, attributes, _children(child)), child.tail or ""]
        else:
            merged[-1] = f"{merged[-1]}{child.tail or ''}"
    # Texts and elements alternate now.
    seen = (_seen(merged, place, parent) if isinstance(node, str) else node for place, node in enumerate(merged))
    return tuple(node for node in seen if node)


def _seen(nodes: list[Node], place: int, parent: Element) -> str:
    """Return a text without the white space that isn't seen."""
    text = str(nodes[place])
    if parent.tag == "pre":
        return text
    text = _WHITE_SPACE.sub(" ", text)
    if _edge(nodes, place - 1, parent):
        text = text.removeprefix(" ")
    if _edge(nodes, place + 1, parent):
        text = text.removesuffix(" ")
    return text


def _edge(nodes: list[Node], place: int, parent: Element) -> bool:
    """Tell whether white space beside this place isn't seen: a block, a line break, or the inside edge of a block."""
    if not 0 <= place < len(nodes):
        return parent.tag not in _INLINE
    return nodes[place][0] not in _INLINE
