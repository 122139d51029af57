"""Prose parsed and written out again, and Markdown made into HTML. The only importer of pyromark.

Prose is CommonMark limited to paragraphs, emphasis, lists, block quotes, links and references to records. It is parsed
into a small tree and written from that tree, never copied, so what the tree can't hold can't reach a page.

The common ground
-----------------
Python-Markdown (attr_list, tables, md_in_html, sane_lists) and CommonMark with tables and heading attributes make the
same of the following, and templates use nothing else. Texts go through `generator.text.escape` everywhere.

- Blocks start at the left margin, with one blank line before and after each.
- Headings: `## Title {#id .class}`, one line, nothing but text and inline HTML before the brace.
- Paragraphs: one line, which may hold inline HTML (`<em>`, `<strong>`, `<a href>`, `<span>`, `<br>`, `<q>`, `<cite>`,
  `<time>`, `<abbr>`, `<sup>`, `<mark>`). A line that is only an opening or empty tag (`<br>`, `<img …>`, `<span>`) is a
  paragraph in one dialect and a block of HTML in the other.
- Tables: pipes at both ends, a row of `---` without colons (Python-Markdown writes alignment as an inline style).
- Blocks of HTML: each starts at the left margin with the tag of a block element, written on one line (`<div>`,
  `<article>`, `<section>`, `<aside>`, `<details>`, `<figure>`, `<nav>`, `<ul>`, `<ol>`, `<dl>`, `<table>`, `<p>`,
  `<blockquote>`; not `<dialog>`, `<search>`, `<template>`, `<picture>`), closes all that it opens, and holds no blank
  line: there CommonMark ends it, Python-Markdown at the closing tag. Indentation, comments and other elements are free
  inside. Markdown isn't read in it: `markdown="1"` isn't used, since it would stay in the page as an attribute.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import pyromark
from markupsafe import Markup

from generator.text import collapse, escape

# ---------------------------------------------------------------------------------------------------------------------
# The tree


@dataclass(frozen=True, slots=True)
class Reference:
    """One record that a prose refers to."""

    id: str
    """The record's id, with the briefing's before a slash if it is another briefing's."""
    locator: str
    """The place in the record, such as `p. 3`; empty if none is given."""
    offset: int
    """Where its `@` stands, in characters from the start of the source."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Literal text."""

    text: str
    """Its characters; no escapes, no character references."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text with emphasis, mostly shown in italics."""

    inlines: tuple["Inline", ...]
    """What is emphasised."""


@dataclass(frozen=True, slots=True)
class Strong:
    """Text with strong emphasis, mostly shown in bold."""

    inlines: tuple["Inline", ...]
    """What is emphasised."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link out of the site. It never holds a link or a citation."""

    url: str
    """The address; `http`, `https` or `mailto`."""
    inlines: tuple["Inline", ...]
    """The text of the link."""


@dataclass(frozen=True, slots=True)
class Citation:
    """References in one pair of brackets."""

    references: tuple[Reference, ...]
    """The references, at least one, in the order written."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line break that the author asked for."""


Inline: TypeAlias = Plain | Emphasis | Strong | Link | Citation | LineBreak
"""What stands in a line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; also the text of a list item."""

    inlines: tuple[Inline, ...]
    """What stands in it."""


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list without numbers."""

    items: tuple[tuple["Block", ...], ...]
    """The blocks of each item."""


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list."""

    start: int
    """The number of the first item."""
    items: tuple[tuple["Block", ...], ...]
    """The blocks of each item."""


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A quotation set off from the text."""

    blocks: tuple["Block", ...]
    """What is quoted."""


@dataclass(frozen=True, slots=True)
class Card:
    """A record shown as a card: a paragraph that is only `[@id]`, outside lists and block quotes."""

    id: str
    """The record's id, as in `Reference`."""
    offset: int = 0
    """Where its `@` stands, as in `Reference`."""


Block: TypeAlias = Paragraph | BulletList | OrderedList | BlockQuote
"""What may stand at any depth."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of several paragraphs."""

    blocks: tuple[Block | Card, ...]
    """Its blocks from top to bottom."""


@dataclass(frozen=True, slots=True, order=True)
class ProseProblem:
    """Something that prose can't hold. Sorts by place."""

    offset: int
    """Where it starts, in characters from the start of the source."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    hint: str
    """How to mend it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page."""

    level: int
    """From 1 to 6."""
    id: str
    """Its anchor; empty if none is written."""
    title: str
    """Its text, without markup and without escapes."""
    lang: str = ""
    """Language that all of its text is marked with; empty where none is."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A page made into HTML."""

    html: str
    """The content of the page."""
    headings: tuple[Heading, ...]
    """Its headings from top to bottom, for the table of contents."""


# ---------------------------------------------------------------------------------------------------------------------
# Reading


def parse_prose(source: str) -> tuple[Prose, tuple[ProseProblem, ...]]:
    r"""Parse prose; whatever it can't hold is a problem, and the rest is parsed.

    CommonMark's escapes hold (`\[@id]` and `\<b>` are text). What CommonMark doesn't know is text: `$x$`, `{#id}`,
    `{{ }}`, `@id` and brackets that hold no reference. Tables, footnotes, task lists and strikethrough are no
    CommonMark either, but who writes them doesn't mean text, so they are problems. So is the title of a link: it would
    be lost.

    Args:
        source: Any string.

    Returns:
        The tree, and the problems sorted by place. Of what is refused the tree keeps the text of headings,
        strikethrough, inline code and links; images, blocks of code, HTML, tables, footnotes, and what is nested more
        than 20 deep are left out.
    """
    # A lone surrogate can't be handed to the parser; the replacement is one character too, so offsets hold.
    reader = _Reader(_SURROGATE.sub("\ufffd", source))
    return reader.read()


def prose_references(prose: Prose) -> Iterator[Reference]:
    """Give every reference in the order of the text, cards included.

    Args:
        prose: The prose.

    Yields:
        The references; one that is written twice comes twice.
    """
    for block in prose.blocks:
        if isinstance(block, Card):
            yield Reference(block.id, "", block.offset)
        else:
            yield from _block_references(block)


def _block_references(block: Block) -> Iterator[Reference]:
    match block:
        case Paragraph(inlines):
            yield from _inline_references(inlines)
        case BulletList(items) | OrderedList(_, items):
            for item in items:
                for inner in item:
                    yield from _block_references(inner)
        case BlockQuote(blocks):
            for inner in blocks:
                yield from _block_references(inner)


def _inline_references(inlines: Iterable[Inline]) -> Iterator[Reference]:
    for inline in inlines:
        match inline:
            case Citation(references):
                yield from references
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                yield from _inline_references(inner)
            case _:
                pass


_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_DEEPEST: Final = 20
_LONGEST: Final = 60
# Dialects are switched on in order to refuse them. Formulas aren't: `$5-$10` would be one.
_DIALECT: Final = pyromark.Markdown(
    options=pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS,
)
_NO_HTML: Final = ("HTML", "Use Markdown, or write `&lt;` for `<`.")
_NO_FOOTNOTE: Final = ("a footnote", "Put it in the text, or refer to a record: `[@id]`.")
_REFUSED: Final = {
    "Code": ("code", r"Use quotation marks, or write a backtick that is text as `` \` ``."),
    "CodeBlock": ("a block of code", "Take away the fence, or the four blanks before the text."),
    "FootnoteDefinition": _NO_FOOTNOTE,
    "FootnoteReference": _NO_FOOTNOTE,
    "Heading": ("a heading", "Make a section of its own, or write a paragraph; a `#` that is text is written `\\#`."),
    "Html": _NO_HTML,
    "HtmlBlock": _NO_HTML,
    "Image": ("an image", "Write a record under `figures:` and refer to it: `[@id]`."),
    "InlineHtml": _NO_HTML,
    "Rule": ("a horizontal rule", "Take it away, or make a section of its own."),
    "Strikethrough": ("struck-out text", r"Take it away; a tilde that is text is written `\~`."),
    "Table": ("a table", "Use a list."),
    "TaskListMarker": ("a task list", r"Take the box away; brackets that are text are written `\[ ]`."),
}
"""The parser's names of what prose can't hold: what an editor calls it, and what to do."""
_LEFT_OUT: Final = frozenset({"CodeBlock", "FootnoteDefinition", "HtmlBlock", "Image", "Table"})
_MARKS: Final = frozenset({"Emphasis", "Link", "Strikethrough", "Strong"})
_IN_LINES: Final = _MARKS | {"Code", "FootnoteReference", "Image", "InlineHtml", "TaskListMarker"}
_NESTING: Final = _MARKS | {"BlockQuote", "List"}

_ADDRESS: Final = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*|mailto:[^\s\\]+", re.IGNORECASE)
_ESCAPED: Final = "\0"
_BRACKETS: Final = re.compile(r"\[\s*@[^\[\]]*(\])?")
_ID: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_REFERENCE: Final = re.compile(rf"@({_ID}(?:/{_ID})?)(?:\s*,\s*(\S.*))?", re.DOTALL)
_REFERENCE_HINT: Final = (
    "Write `[@id]`, `[@id, p. 3]` or `[@id; @other-id]`; ids have small letters, digits and hyphens. "
    r"A bracket that is text is written `\[`."
)


@dataclass(slots=True)
class _Frame:
    """An element that is open, and what has been read in it."""

    name: str
    number: int | None = None
    url: str = ""
    blocks: list[Block | Card] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)


class _Reader:
    """Reads the parser's events into a tree; without recursion, since the depth is the author's."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._encoded = source.encode()
        # Ranges count bytes; every continuation byte (10xxxxxx) before a place is one that isn't a character.
        self._continuations = [match.start() for match in re.finditer(rb"[\x80-\xbf]", self._encoded)]
        self._frames = [_Frame("Prose")]
        self._problems: list[ProseProblem] = []
        self._skipped = 0
        # The text read since the last mark, since a reference comes in several pieces: its characters, the same with
        # the escaped ones blotted out, and where each stands.
        self._shown = ""
        self._syntax = ""
        self._offsets: list[int] = []
        self._text_end = 0

    def read(self) -> tuple[Prose, tuple[ProseProblem, ...]]:
        """Read everything."""
        for event, span in _DIALECT.events_with_range(self._source):
            match event:
                case {"Start": tag}:
                    self._start(tag, self._character(span["start"]))
                case {"End": _}:
                    self._end()
                case _ if self._skipped:
                    pass
                case {"Text": str(text)}:
                    self._text(text, span["start"], span["end"])
                case "SoftBreak":
                    self._text(" ", span["start"], span["end"])
                case "HardBreak":
                    self._flush_text()
                    self._frames[-1].inlines.append(LineBreak())
                case _:
                    self._flush_text()
                    name, content = _parts(event)
                    self._refuse(name, self._character(span["start"]))
                    if name == "Code":
                        self._frames[-1].inlines.append(Plain(str(content)))
        for definition in _DIALECT.reference_definitions(self._source).values() if "]:" in self._source else ():
            self._problem(
                self._character(definition["span"]["start"]),
                "The address of a link is set apart from the link",
                "Write the address in the link: `[text](https://…)`.",
            )
        # Nothing but the outermost frame is open any more.
        return Prose(tuple(self._frames[0].blocks)), tuple(sorted(self._problems))

    def _start(self, tag: object, start: int) -> None:
        if self._skipped:
            self._skipped += 1
            return
        name, content = _parts(tag)
        self._flush_text()
        if name in _REFUSED:
            self._refuse(name, start)
        elif name not in _IN_LINES:
            self._flush_inlines()
        if name in _NESTING and sum(frame.name in _NESTING for frame in self._frames) >= _DEEPEST:
            self._problem(start, f"Nested more than {_DEEPEST} deep", "Write it flatter.")
            self._skipped = 1
        elif name in _LEFT_OUT:
            self._skipped = 1
        else:
            url = self._address(content, start) if isinstance(content, dict) and name == "Link" else ""
            self._frames.append(_Frame(name, content if isinstance(content, int) else None, url))

    def _end(self) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        self._flush_text()
        frame = self._frames.pop()
        outer = self._frames[-1]
        inlines = tuple(frame.inlines)
        match frame.name:
            case "Emphasis":
                outer.inlines.append(Emphasis(inlines))
            case "Strong":
                outer.inlines.append(Strong(inlines))
            case "Link" if frame.url:
                outer.inlines.append(Link(frame.url, inlines))
            case "Link" | "Strikethrough":
                outer.inlines.extend(inlines)
            case "Item":
                self._add_paragraph(frame, inlines)
                outer.items.append(_blocks(frame))
            case "List" if frame.number is None:
                outer.blocks.append(BulletList(tuple(frame.items)))
            case "List":
                outer.blocks.append(OrderedList(frame.number or 0, tuple(frame.items)))
            case "BlockQuote":
                outer.blocks.append(BlockQuote(_blocks(frame)))
            case _:  # a paragraph or a heading
                self._add_paragraph(outer, inlines)

    def _flush_inlines(self) -> None:
        """Close the paragraph that a list item holds without saying so, before another block of the item."""
        frame = self._frames[-1]
        if frame.inlines:
            self._add_paragraph(frame, tuple(frame.inlines))
            frame.inlines.clear()

    def _add_paragraph(self, frame: _Frame, inlines: tuple[Inline, ...]) -> None:
        match inlines:
            case (Citation((Reference(id=name, locator="", offset=offset),)),) if frame is self._frames[0]:
                frame.blocks.append(Card(name, offset))
            case (_, *_):
                frame.blocks.append(Paragraph(inlines))

    def _text(self, text: str, start: int, end: int) -> None:
        """Add text to the text read since the last mark, told apart by what of it is syntax."""
        first = self._character(start)
        if self._encoded[start:end] == text.encode():
            # A backslash before the text that belongs to no text is an escape of its first character.
            escaped = self._encoded[start - 1 : start] == b"\\" and self._text_end != start
            self._syntax += _ESCAPED + text[1:] if escaped else text
            self._offsets.extend(range(first, first + len(text)))
        else:  # a line break, or a character reference, which is never syntax
            self._syntax += " " if text == " " else _ESCAPED * len(text)
            self._offsets.extend([first] * len(text))
        self._shown += text
        self._text_end = end

    def _flush_text(self) -> None:
        """Part the text read since the last mark into plain text and citations."""
        shown, syntax, inlines = self._shown, self._syntax, self._frames[-1].inlines
        done = 0
        for found in _BRACKETS.finditer(syntax):
            references = self._references(found.start(), found.end(), closed=bool(found[1]))
            if references:
                if shown[done : found.start()]:
                    inlines.append(Plain(shown[done : found.start()]))
                done = found.end()
                if any(frame.name == "Link" for frame in self._frames):
                    self._problem(
                        references[0].offset, "A reference stands in a link", "Write the reference after the link."
                    )
                else:
                    inlines.append(Citation(references))
        if shown[done:]:
            inlines.append(Plain(shown[done:]))
        self._shown = self._syntax = ""
        self._offsets.clear()

    def _references(self, start: int, end: int, *, closed: bool) -> tuple[Reference, ...]:
        """Read a bracket that opens like a reference; places count in the text read since the last mark."""
        written = collapse(self._shown[start:end])
        if not closed:
            self._problem(
                self._offsets[start], f"`{_shortened(written)}` is a reference without its end", _REFERENCE_HINT
            )
            return ()
        references: list[Reference] = []
        position = start + 1
        for part in self._syntax[start + 1 : end - 1].split(";"):
            stripped = part.strip()
            first = position + len(part) - len(part.lstrip())
            text = collapse(self._shown[first : first + len(stripped)])
            if match := _REFERENCE.fullmatch(stripped):
                locator = collapse(self._shown[first + match.start(2) : first + match.end(2)]) if match[2] else ""
                references.append(Reference(match[1], locator, self._offsets[first]))
            elif stripped:
                self._problem(self._offsets[first], f"`{_shortened(text)}` is not a reference", _REFERENCE_HINT)
            else:  # it has no place of its own, but the bracket or semicolon before it has
                self._problem(self._offsets[position - 1], "A reference is missing", _REFERENCE_HINT)
            position += len(part) + 1
        return tuple(references)

    def _address(self, link: dict[str, str], start: int) -> str:
        """Return the address of a link, empty if it is refused."""
        url = "mailto:" + link["dest_url"] if link["link_type"] == "Email" else link["dest_url"]
        if link["title"]:
            self._problem(start, "A link has a title", "Take the title away, or put it in the text.")
        if _ADDRESS.fullmatch(url) and collapse(url) == url:
            return url
        self._problem(
            start,
            f"`{_shortened(collapse(url))}` is not an address that prose may link to",
            "Links start with https://, http:// or mailto: and have no blanks; records of the site are `[@id]`.",
        )
        return ""

    def _refuse(self, name: str, start: int) -> None:
        if name not in _IN_LINES:
            self._flush_inlines()
        what, hint = _REFUSED[name]
        self._problem(start, f"Prose can't hold {what}", hint)

    def _problem(self, start: int, message: str, hint: str) -> None:
        self._problems.append(ProseProblem(start, message, hint))

    def _character(self, byte: int) -> int:
        """Return the number of characters before a byte."""
        return byte - bisect_left(self._continuations, byte)


def _parts(event: object) -> tuple[str, object]:
    """Return the name of an event or element, and what it carries."""
    if isinstance(event, dict):
        name, content = next(iter(event.items()))
        return name, content
    return str(event), None


def _blocks(frame: _Frame) -> tuple[Block, ...]:
    """Return the blocks of a frame that isn't the outermost and so holds no cards."""
    return tuple(block for block in frame.blocks if not isinstance(block, Card))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


# ---------------------------------------------------------------------------------------------------------------------
# Writing


def write_prose(
    prose: Prose, cite: Callable[[Citation], Markup], card: Callable[[Card], Markup], lang: str = ""
) -> Markup:
    """Write prose as Markdown in the dialects' common ground.

    Paragraphs are Markdown, one line each. Marks within a line are HTML, because the dialects disagree on `*` beside
    letters and signs; lists and block quotes are blocks of HTML, because the dialects disagree on adjacent ones, on
    several blocks in an item, and on when an item's text is a paragraph. A text alone in its item is written without
    `<p>`. A paragraph that shows nothing is left out, and so are line breaks at the edges of a paragraph.

    Args:
        prose: The prose.
        cite: Returns what stands for a citation: inline HTML, with every text escaped, which holds in Markdown and
            within a block of HTML alike. Line breaks in it become blanks.
        card: Returns what stands for a card: blocks of the common ground.
        lang: Language that every block but a card is marked with; empty for that of the page. Paragraphs are HTML, too,
            then.

    Returns:
        The blocks, set off by blank lines; no blank line at the edges.
    """
    written = (
        str(card(block)).strip("\n")
        if isinstance(block, Card)
        else _in_language(_block(block, cite, nested=bool(lang)), lang)
        for block in prose.blocks
    )
    return Markup("\n\n".join(text for text in written if text))  # noqa: S704 (every Plain has been escaped)


def _in_language(block: str, lang: str) -> str:
    """Mark a block, which begins with its opening tag, with its language."""
    return block.replace(">", f' lang="{escape(lang)}">', 1) if lang else block


_LINE_BREAKS: Final = re.compile(r" *\n[ \n]*")
_EDGES: Final = re.compile(r"^(?: |<br>)+|(?: |<br>)+$")


def _block(block: Block, cite: Callable[[Citation], Markup], *, nested: bool = True) -> str:
    match block:
        case Paragraph(inlines):
            line = _EDGES.sub("", _line(inlines, cite))
            return f"<p>{line}</p>" if nested and line else line
        case BulletList(items):
            return "\n".join(["<ul>", *(_item(item, cite) for item in items), "</ul>"])
        case OrderedList(start, items):
            opening = "<ol>" if start == 1 else f'<ol start="{start}">'
            return "\n".join([opening, *(_item(item, cite) for item in items), "</ol>"])
        case BlockQuote(blocks):
            written = (_block(inner, cite) for inner in blocks)
            return "\n".join(["<blockquote>", *(text for text in written if text), "</blockquote>"])


def _item(blocks: tuple[Block, ...], cite: Callable[[Citation], Markup]) -> str:
    # A text that is the only one in its item has no `<p>`. Each block is written once: citations are counted.
    alone = sum(isinstance(block, Paragraph) for block in blocks) == 1 and isinstance(blocks[0], Paragraph)
    written = [_block(block, cite, nested=index > 0 or not alone) for index, block in enumerate(blocks)]
    return "<li>" + "\n".join(text for text in written if text) + "</li>"


def _line(inlines: Iterable[Inline], cite: Callable[[Citation], Markup]) -> str:
    line, cited = "", False
    for inline in inlines:
        text = _inline(inline, cite)
        is_citation = isinstance(inline, Citation)
        # A raised number stands close to the word before it; only two of them stay apart.
        line = (line.rstrip(" ") if is_citation and text and not cited else line) + text
        cited = is_citation if text.strip(" ") else cited
    return line


def _inline(inline: Inline, cite: Callable[[Citation], Markup]) -> str:
    match inline:
        case Plain(text):
            shown = collapse(text)
            # `escape` drops the blanks at the edges, which part this text from its neighbours.
            before, after = " " * shown.startswith(" "), " " * (shown.endswith(" ") and shown != " ")
            return f"{before}{escape(shown)}{after}"
        case Emphasis(inner):
            return _marked("em", "", _line(inner, cite))
        case Strong(inner):
            return _marked("strong", "", _line(inner, cite))
        case Link(url, inner):
            return _marked("a", f' href="{escape(url)}"', _line(inner, cite))
        case Citation():
            return _LINE_BREAKS.sub(" ", str(cite(inline)).strip(" \n"))
        case LineBreak():
            return "<br>"


def _marked(element: str, attributes: str, line: str) -> str:
    """Put a mark around a line, unless there is nothing to be marked."""
    return f"<{element}{attributes}>{line}</{element}>" if line.strip(" ") else line


# ---------------------------------------------------------------------------------------------------------------------
# Pages


_PAGE: Final = pyromark.Markdown(options=pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES)
_HEADING_LINE: Final = re.compile(r"\n[ \t]*\n(#{1,6}[ \t][^\n]*)")
_MARKED: Final = re.compile(r'<span lang="([^"]+)">')


def to_html(markdown: str) -> Converted:
    """Convert a generated page, written in the common ground (see the top of this module).

    Args:
        markdown: The page.

    Returns:
        Its HTML, and the headings that are written as the common ground has them (not those in blocks of HTML).
    """
    headings: list[Heading] = []
    title: list[str] = []
    level, anchor, lang, marked = 1, "", "", 0
    # Events cost twenty times as much as HTML, so they are asked for the lines of headings only.
    for event in _PAGE.events("\n\n".join(_HEADING_LINE.findall("\n\n" + markdown))):
        match event:
            case {"Start": {"Heading": {"level": str(name), "id": identifier}}}:
                level, anchor, lang, marked = int(name[1]), str(identifier or ""), "", 0
                title.clear()
            case {"End": {"Heading": _}}:
                text = with_apostrophes(collapse("".join(title)).strip(" "))
                headings.append(Heading(level, anchor, text, lang if marked == len(title) else ""))
            case {"InlineHtml": str(tag)} if not title and (found := _MARKED.fullmatch(tag)):
                lang = found[1]
            case {"InlineHtml": "</span>"} if lang and not marked:
                marked = len(title)
            case {"Text": str(text)} | {"Code": str(text)}:
                title.append(text)
            case _:
                pass
    return Converted(_PAGE.html(markdown), tuple(headings))


_TAG: Final = re.compile("(<[^<>]*>)")
# What is there to be copied or to be found by typing, and what isn't read at all.
_VERBATIM: Final = re.compile(r'<(pre|code|textarea|option|script|style|p(?= class="lb-citation__text"))\b')
# A number of at most three digits, or a time or a decimal, and what it counts; then a dash or an ellipsis, which end a
# line rather than begin one.
_APART: Final = (
    r"(?<![\w.,:/+-])(?P<number>\d{1,3}(?:[.,:]\d{1,3})?\.?)[ \n](?=[^\W\d_])|[ \n](?=[\u2013\u2014] |\u2026)"
)
# An apostrophe as keyboards have it, between letters: elsewhere it may be a quotation mark, or feet and minutes.
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
# The same in HTML.
_TYPED: Final = r"(?<=[^\W\d_])(?P<typed>'|&#39;)(?=[^\W\d_])"
_PRINTED: Final = "\N{RIGHT SINGLE QUOTATION MARK}"
_TYPESET: Final = re.compile(f"{_APART}|{_TYPED}")


def with_apostrophes(text: str) -> str:
    """Return a text with typed apostrophes between letters turned into those of print."""
    return _APOSTROPHE.sub(_PRINTED, text)


def typeset(html: str) -> str:
    """Return HTML as it is to be read: in texts, while attributes, code and citations stay as they are.

    No line breaks between a number and what it counts (“7. Dezember”, “10:07 Uhr”, “40 per cent”), nor before a dash
    or an ellipsis: the blanks there don't break. Apostrophes are those of print.
    """
    # Before each tag stands a text. Each piece is read once: a text may be as long as its author likes.
    pieces = _TAG.split(html)
    copied = ""
    for place, piece in enumerate(pieces):
        if place % 2:
            begun = None if copied else _VERBATIM.match(piece)
            copied = begun[1] if begun else "" if piece == f"</{copied}>" else copied
        elif not copied and not piece.isspace():
            # An attribute may hold a `>`, and what is before that isn't a text.
            attribute, end, text = piece.rpartition(">")
            pieces[place] = attribute + end + _TYPESET.sub(_set, text)
    return "".join(pieces)


def _set(found: re.Match[str]) -> str:
    return _PRINTED if found["typed"] else f"{found['number'] or ''}\N{NO-BREAK SPACE}"
