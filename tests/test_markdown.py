"""Prose is read into a tree, refused where the tree can't hold it, and written so that both dialects agree."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.markdown import (
    Block,
    BlockQuote,
    BulletList,
    Card,
    Citation,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Plain,
    Prose,
    Reference,
    Strong,
    parse_prose,
    prose_references,
    to_html,
    typeset,
    write_prose,
)
from generator.text import collapse, escape
from tests.dom import dom, elements_of, python_markdown, text_of
from tests.test_text import NASTY, TEXTS

_CITED = "\N{DOUBLE DAGGER}"
"""Stands before every citation where texts are compared."""


def _cite(citation: Citation) -> Markup:
    links = (Markup('<a href="#{0}">{0}</a>').format(escape(reference.id)) for reference in citation.references)
    return Markup("<sup>{}</sup>").format(Markup("\n").join(links))


def _card(card: Card) -> Markup:
    return Markup('<article>\n<p><a href="#{0}">{0}</a></p>\n</article>\n').format(escape(card.id))


def _written(source: str) -> str:
    prose, problems = parse_prose(source)
    assert () == problems
    return str(write_prose(prose, _cite, _card))


# Reading


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", ()),
        ("a\nb", (Paragraph((Plain("a b"),)),)),
        ("a\n\nb", (Paragraph((Plain("a"),)), Paragraph((Plain("b"),)))),
        ("a  \nb\\\nc", (Paragraph((Plain("a"), LineBreak(), Plain("b"), LineBreak(), Plain("c"))),)),
        (
            "a *b **c***",
            (Paragraph((Plain("a "), Emphasis((Plain("b "), Strong((Plain("c"),)))))),),
        ),
        ("- a\n- b\n", (BulletList(((Paragraph((Plain("a"),)),), (Paragraph((Plain("b"),)),))),)),
        ("7. a\n\n   b\n8.\n", (OrderedList(7, ((Paragraph((Plain("a"),)), Paragraph((Plain("b"),))), ())),)),
        (
            "- a\n  - b\n\n  > c",
            (
                BulletList(
                    (
                        (
                            Paragraph((Plain("a"),)),
                            BulletList(((Paragraph((Plain("b"),)),),)),
                            BlockQuote((Paragraph((Plain("c"),)),)),
                        ),
                    )
                ),
            ),
        ),
        ("[x *y*](https://z.de)", (Paragraph((Link("https://z.de", (Plain("x "), Emphasis((Plain("y"),)))),)),)),
        (
            "<https://z.de> <a@b.de>",
            (
                Paragraph(
                    (
                        Link("https://z.de", (Plain("https://z.de"),)),
                        Plain(" "),
                        Link("mailto:a@b.de", (Plain("a@b.de"),)),
                    )
                ),
            ),
        ),
    ],
)
def test_tree(source: str, expected: tuple[Block, ...]) -> None:
    """Paragraphs, marks, lists, quotes, links and line breaks become the tree."""
    assert (Prose(expected), ()) == parse_prose(source)


@pytest.mark.parametrize(
    "text",
    [
        "{{ x }} {% y %} {#id} {: .a }",
        "a | b",
        "$x$ and $5-$10",
        "a^2^",
        "[x] [^1] [] [siehe dort]",
        "@id and me@example.org",
        "1986 war es",
        "a_b_c",
        ":---",
        "!!! note",
        "a < b > c & d",
    ],
)
def test_other_dialects_are_text(text: str) -> None:
    """What CommonMark doesn't know is text."""
    assert (Prose((Paragraph((Plain(text),)),)), ()) == parse_prose(text)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\*a\*", "*a*"),
        (r"\[@id]", "[@id]"),
        (r"a \[@Foo\] b", "a [@Foo] b"),
        ("&#91;@id] &lt;b&gt; &amp;amp;", "[@id] <b> &amp;"),
        (r"\<b> \# \`c\`", "<b> # `c`"),
        ("1986\\. Das Jahr", "1986. Das Jahr"),
    ],
)
def test_escapes_are_text(source: str, text: str) -> None:
    """CommonMark's escapes and character references make text of what would be markup."""
    assert (Prose((Paragraph((Plain(text),)),)), ()) == parse_prose(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("ä [@id] x", [Reference("id", "", 3)]),
        ("x [@a; @b]", [Reference("a", "", 3), Reference("b", "", 7)]),
        ("x [@a, p. 3]", [Reference("a", "p. 3", 3)]),
        ("x [@a, S. 3, 4;@b-2]", [Reference("a", "S. 3, 4", 3), Reference("b-2", "", 15)]),
        ("x [ @briefing-1/id ]", [Reference("briefing-1/id", "", 4)]),
        ("x [@a, S.\n3;\n@b]", [Reference("a", "S. 3", 3), Reference("b", "", 13)]),
        (r"x [@a, 1\; 2]", [Reference("a", "1; 2", 3)]),
        (r"\\[@a]", [Reference("a", "", 3)]),
        ("&amp;[@a]", [Reference("a", "", 6)]),
        ("😀 *ä [@a]*", [Reference("a", "", 6)]),
        ("- x[@a]\n  > [@b]\n\n[@c]\n", [Reference("a", "", 4), Reference("b", "", 13), Reference("c", "", 19)]),
        ("1. **[@a]**", [Reference("a", "", 6)]),
        ("[x][@a]", [Reference("a", "", 4)]),
        ("[@a][@b]", [Reference("a", "", 1), Reference("b", "", 5)]),
    ],
)
def test_references(source: str, expected: list[Reference]) -> None:
    """References are found wherever text stands, each with its place."""
    prose, problems = parse_prose(source)
    assert () == problems
    assert expected == list(prose_references(prose))
    assert all(source[reference.offset] == "@" for reference in expected)


def test_cards() -> None:
    """A paragraph that is only one reference is a card, unless it stands in a list or quote or names a place."""
    prose, problems = parse_prose("[@a]\n\n- [@b]\n\n> [@c]\n\n[@d, p. 1]\n\n[@e; @f]\n\n [@g] \n")
    assert () == problems
    assert [Card("a", 1), Card("g", 46)] == [block for block in prose.blocks if isinstance(block, Card)]
    assert list("abcdefg") == [reference.id for reference in prose_references(prose)]


@pytest.mark.parametrize(
    ("source", "places", "words"),
    [
        ("ä [@Foo]", ["@Foo]"], "`@Foo` is not a reference"),
        ("[@]", ["@]"], "`@` is not a reference"),
        ("[@a_b]", ["@a_b]"], "not a reference"),
        ("[@a-]", ["@a-]"], "not a reference"),
        ("[@a/b/c]", ["@a/b/c]"], "not a reference"),
        ("[@a p. 3]", ["@a p. 3]"], "not a reference"),
        ("[@a; see @b]", ["see @b]"], "not a reference"),
        ("[@a,]", ["@a,]"], "not a reference"),
        ("[@a;]", [";]"], "missing"),
        ("[@a", ["[@a"], "without its end"),
        ("[@*a*]", ["[@*a*]"], "without its end"),
        ("[@a  \n@b]", ["[@a  \n@b]"], "without its end"),
        ("[x [@a]](https://x.de)", ["@a]](https://x.de)"], "in a link"),
        ("ä\n\n# x", ["# x"], "a heading"),
        ("ä\n==", ["ä\n=="], "a heading"),
        ("ä ![a](b)", ["![a](b)"], "an image"),
        ("ä `a`", ["`a`"], "code"),
        ("ä\n\n    a", ["a"], "a block of code"),
        ("```\na\n```", ["```\na\n```"], "a block of code"),
        ("ä\n\n<div>a</div>", ["<div>a</div>"], "HTML"),
        ("ä <b>x</b>", ["<b>x</b>", "</b>"], "HTML"),
        ("ä <!-- a -->", ["<!-- a -->"], "HTML"),
        ("<!-- a -->", ["<!-- a -->"], "HTML"),
        ("| ä |\n|---|", ["| ä |\n|---|"], "a table"),
        ("ä[^1]\n\n[^1]: x", ["[^1]\n\n[^1]: x", "[^1]: x"], "a footnote"),
        ("ä\n\n---", ["---"], "a horizontal rule"),
        ("- [ ] a", ["[ ] a"], "a task list"),
        ("ä ~~a~~", ["~~a~~"], "struck-out"),
        ("[a](javascript:alert(1))", ["[a](javascript:alert(1))"], "address"),
        ("[a](JaVaScRiPt&colon;alert(1))", ["[a](JaVaScRiPt&colon;alert(1))"], "address"),
        ("[a](data:text/html,x)", ["[a](data:text/html,x)"], "address"),
        ("[a](../b.md)", ["[a](../b.md)"], "address"),
        ("[a](//b.de)", ["[a](//b.de)"], "address"),
        ("[a]()", ["[a]()"], "address"),
        ("[a](https://)", ["[a](https://)"], "address"),
        ("[a](<https://b c.de>)", ["[a](<https://b c.de>)"], "address"),
        ("[a](https://b.de/\u202ex)", ["[a](https://b.de/\u202ex)"], "address"),
        ("ä <ftp://b>", ["<ftp://b>"], "address"),
        ("[a](https://b.de 'c')", ["[a](https://b.de 'c')"], "title"),
        ("ä\n\n[b]: https://b.de", ["[b]: https://b.de"], "set apart"),
        ("[@a]\n\n[@a]: https://b.de", ["[@a]: https://b.de"], "set apart"),
    ],
)
def test_problems(source: str, places: list[str], words: str) -> None:
    """What prose can't hold is a problem with its place, and says how to mend it."""
    _, problems = parse_prose(source)
    assert places == [source[problem.offset :] for problem in problems]
    assert all(words in problem.message for problem in problems)
    assert all(problem.hint.endswith(".") and not problem.message.endswith(".") for problem in problems)


def test_the_rest_is_read() -> None:
    """What stands beside a problem is kept."""
    prose, problems = parse_prose(
        "# A *b*\n\nc `d` ~~e~~ <b>f</b> [g](x) ![h](i)[@Foo; @j]\n\n<p>k</p>\n\n- l\n  ***\n  m"
    )
    assert len(problems) == 10
    assert str(write_prose(prose, _cite, _card)).split("\n") == [
        "A <em>b</em>",
        "",
        'c d e f g<sup><a href="#j">j</a></sup>',
        "",
        "<ul>",
        "<li><p>l</p>",
        "<p>m</p></li>",
        "</ul>",
    ]


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        ("> " * 5000 + "a", 40),
        ("".join("  " * n + "- a\n" for n in range(400)), 500),
        ("*a _b " * 900 + "c" + "_*" * 900, 60),
    ],
)
def test_depth_is_bounded(source: str, offset: int) -> None:
    """Too deep nesting is reported where it starts, left out, and never exhausts the stack."""
    prose, problems = parse_prose(source + "\n\n[@a]")
    assert [(offset, "Nested more than 20 deep")] == [(problem.offset, problem.message) for problem in problems[:1]]
    assert write_prose(prose, _cite, _card)


@given(
    st.one_of(
        st.text(),
        st.text("*_`[](){}<>#+-=.!|~^$:;@&\\\"'/ \n\t019aÄ😀\ud800\0"),
        st.lists(
            st.sampled_from(
                [*NASTY, "[@a]", "[@ä; @b, p. 1]", "\n", "\n\n", "\r\n", "> ", "- ", "1. ", "    ", "<b>", "*"]
            )
        ).map("".join),
    )
)
@settings(deadline=None, max_examples=200)
def test_reading_never_fails(source: str) -> None:
    """Any string is read; every place lies in it; and what was read is written alike in both dialects."""
    prose, problems = parse_prose(source)
    assert all(0 <= problem.offset <= len(source) for problem in problems)
    assert list(problems) == sorted(problems)
    assert all(source[reference.offset] == "@" for reference in prose_references(prose))
    _compare(prose)


# Writing

_INLINES = st.recursive(
    st.one_of(TEXTS.map(Plain), st.just(LineBreak())),
    lambda inner: st.builds(
        lambda kind, inlines: kind(tuple(inlines)), st.sampled_from((Emphasis, Strong)), st.lists(inner, max_size=3)
    ),
    max_leaves=4,
)
_LINKS = st.builds(
    Link,
    st.one_of(
        st.sampled_from(("https://x.de/?a=1&b=*2*_3_", 'http://x/"><script>', "mailto:a@b.de", "https://x/[y](z)`|\\")),
        TEXTS.map(lambda text: "https://x/" + collapse(text).strip()),
    ),
    st.lists(_INLINES, max_size=2).map(tuple),
)
_CITATIONS = st.just(Citation((Reference("a", "", 0), Reference("b/c-d", "p. 3", 0))))
_PARAGRAPHS = st.lists(st.one_of(_INLINES, _LINKS, _CITATIONS), max_size=4).map(
    lambda inlines: Paragraph(tuple(inlines))
)


def _containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(blocks, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(BulletList, items),
        st.builds(OrderedList, st.one_of(st.sampled_from((0, 1, 3)), st.integers(0, 999_999_999)), items),
        st.builds(BlockQuote, blocks),
    )


_BLOCKS: st.SearchStrategy[Block] = st.recursive(_PARAGRAPHS, _containers, max_leaves=5)
_PROSE = st.lists(st.one_of(_BLOCKS, st.just(Card("x-y"))), max_size=4).map(lambda blocks: Prose(tuple(blocks)))


def _block_texts(blocks: Iterable[Block | Card]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Card(name):
                yield f" {name} "
            case Paragraph(inlines):
                yield " "
                yield from _inline_texts(inlines)
                yield " "
            case BulletList(items) | OrderedList(_, items):
                for item in items:
                    yield from _block_texts(item)
            case BlockQuote(inner):
                yield from _block_texts(inner)


def _inline_texts(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Plain(text):
                yield collapse(text)
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                yield from _inline_texts(inner)
            case Citation(references):
                yield _CITED + " ".join(reference.id for reference in references)
            case LineBreak():
                yield " "


def _compare(prose: Prose) -> None:
    written = write_prose(prose, lambda citation: Markup("{}{}").format(_CITED, _cite(citation)), _card)
    native = dom(to_html(written).html)
    assert native == dom(python_markdown(written))
    # Whether a blank stands before a citation is told by `test_written`.
    expected, found = collapse("".join(_block_texts(prose.blocks))).strip(" "), text_of(native)
    assert expected.replace(f" {_CITED}", _CITED) == found.replace(f" {_CITED}", _CITED)
    assert {name for name, _ in elements_of(native)} <= {
        *("p", "em", "strong", "a", "br", "sup", "article", "ul", "ol", "li", "blockquote")
    }


@given(_PROSE)
@example(Prose((Paragraph((Plain(" "), LineBreak(), Plain("\0"))),)))
@example(Prose((Paragraph((Emphasis((LineBreak(),)),)),)))
@example(
    Prose((Paragraph((Plain("1986"), Plain(". x"))), Paragraph((Plain("a"), Emphasis((Plain(" b "),)), Plain("c")))))
)
@example(Prose((BlockQuote(()), BlockQuote((BulletList(((),)), BulletList(((),)))))))
@settings(deadline=None, max_examples=200)
def test_dialects_agree(prose: Prose) -> None:
    """Any tree is written so that both dialects make the same of it, with the tree's text and nothing else."""
    _compare(prose)


@given(_PROSE)
@settings(deadline=None, max_examples=50)
def test_elements_are_the_tree(prose: Prose) -> None:
    """Lists, items, quotes and cards on the page are those of the tree."""
    expected = Counter[str]()
    waiting: list[Block | Card] = list(prose.blocks)
    while waiting:
        match waiting.pop():
            case Card():
                expected["article"] += 1
            case BulletList(items):
                expected += Counter({"ul": 1, "li": len(items)})
                waiting += (block for item in items for block in item)
            case OrderedList(_, items):
                expected += Counter({"ol": 1, "li": len(items)})
                waiting += (block for item in items for block in item)
            case BlockQuote(blocks):
                expected["blockquote"] += 1
                waiting += blocks
            case Paragraph():
                pass
    elements = elements_of(dom(to_html(write_prose(prose, _cite, _card)).html))
    assert expected == Counter(name for name, _ in elements if name in {"article", "ul", "ol", "li", "blockquote"})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a *b* c\nd  \ne", "a <em>b</em> c d<br>e"),
        ("a**b**c", "a<strong>b</strong>c"),
        ("[a](https://x.de/?b&c)", '<a href="https://x.de/?b&amp;c">a</a>'),
        ("x [@a; @b]", 'x<sup><a href="#a">a</a> <a href="#b">b</a></sup>'),
        ("*x*  [@a], [@b]", '<em>x</em><sup><a href="#a">a</a></sup>,<sup><a href="#b">b</a></sup>'),
        ("x [@a] [@b]", 'x<sup><a href="#a">a</a></sup> <sup><a href="#b">b</a></sup>'),
        ("a\n\n[@b]\n\nc", 'a\n\n<article>\n<p><a href="#b">b</a></p>\n</article>\n\nc'),
        ("- a\n- b\n  - c", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul></li>\n</ul>"),
        ("3. a\n\n   b", '<ol start="3">\n<li><p>a</p>\n<p>b</p></li>\n</ol>'),
        ("1. a\n\n> b", "<ol>\n<li>a</li>\n</ol>\n\n<blockquote>\n<p>b</p>\n</blockquote>"),
        ("1986\\. Das\n\n\\# x", "1986&#46; Das\n\n&#35; x"),
    ],
)
def test_written(source: str, expected: str) -> None:
    """Paragraphs are lines, marks and blocks are HTML, and every text is escaped."""
    assert expected == _written(source)


# Pages


def test_headings() -> None:
    """The headings come in order, with level, anchor and plain title; those in HTML don't."""
    converted = to_html(
        "# A &amp; *b* {#a .x}\n\ntext\n\n<div>\n<h2>no</h2>\n## no\n</div>\n\n"
        "### <small>C</small> &#35;1 {#s--c}\n\n## D\ntext\n"
    )
    assert (Heading(1, "a", "A & b"), Heading(3, "s--c", "C #1"), Heading(2, "", "D")) == converted.headings
    assert '<h1 id="a" class="x">A &amp; <em>b</em></h1>' in converted.html


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<span lang="de">Der Rat</span>', "de"),
        ('<a href="x"><span lang="de">Der Rat</span></a>', "de"),
        ('<span lang="de">Der Rat</span> and more', ""),
        ('The <span lang="de">Rat</span>', ""),
        ("Der Rat", ""),
    ],
)
def test_language_of_a_heading(written: str, expected: str) -> None:
    """A heading has a language of its own where all of its text is marked with it."""
    (heading,) = to_html(f"## {written} {{#a}}\n").headings
    assert expected == heading.lang


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>am 7. Dezember</p>", "<p>am 7.~Dezember</p>"),
        ("<p>um 10:07 Uhr, 1,5 Stunden</p>", "<p>um 10:07~Uhr, 1,5~Stunden</p>"),
        ("<p>7 December 2021 and</p>", "<p>7~December 2021 and</p>"),
        ("<p>a – b — c</p>", "<p>a~– b~— c</p>"),
        ("<th>Der Beleg …</th><td>„er trägt …“</td>", "<th>Der Beleg~…</th><td>„er trägt~…“</td>"),
        ("<p>1996-12 to, v1.2 x, 3 4</p>", "<p>1996-12 to, v1.2 x, 3 4</p>"),
        (
            '<p title="7. Mai">1 <b>x</b></p><path d="M0 1h2 3 Z"/>',
            '<p title="7. Mai">1 <b>x</b></p><path d="M0 1h2 3 Z"/>',
        ),
        (
            "<p>1 a</p><pre><code>1 a\n2 b</code></pre><p>1 a</p>",
            "<p>1~a</p><pre><code>1 a\n2 b</code></pre><p>1~a</p>",
        ),
        ("<select><option>1 a</option></select>1 a", "<select><option>1 a</option></select>1~a"),
        ("<p>1 a <code>1 a</code> 1 a</p>", "<p>1~a <code>1 a</code> 1~a</p>"),
        ('<p class="lb-citation__text">1 a</p><p>1 a</p>', '<p class="lb-citation__text">1 a</p><p>1~a</p>'),
        ("<p>didn't, it&#39;s, l'Élysée, Glas'kom</p>", "<p>didn’t, it’s, l’Élysée, Glas’kom</p>"),
        ("<p>'a' 6' b'1' <code>a'b</code></p>", "<p>'a' 6' b'1' <code>a'b</code></p>"),
        ("<script>return'a'+1 a</script><p>it's</p>", "<script>return'a'+1 a</script><p>it’s</p>"),
        ("<style>a'b</style>", "<style>a'b</style>"),
        ("<p title=\"it's\">a<b>'b</b></p>", "<p title=\"it's\">a<b>'b</b></p>"),
    ],
)
def test_what_is_typeset(html: str, expected: str) -> None:
    """In texts, not in code: numbers stay with what they count, dashes and dots with what is before; apostrophes."""
    assert expected == typeset(html).replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize("piece", ["1 a ", "<code ", "<pre>x", "<a 1 a ", "1 a – ", '<a "', "</code>"])
def test_time_to_typeset(piece: str) -> None:
    """A text of any length takes as long as it has letters, whatever stands in it."""
    started = time.perf_counter()
    typeset(piece * (400_000 // len(piece)))
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    "page",
    [
        "## A &#123;x&#125; <small>b</small> {#id .class .other}\n\ntext",
        '| a | b |\n| --- | --- |\n| <em>x</em> &#124; | <a href="#y">&#42;</a> |\n|  | y |',
        '<article id="a">\n<details open>\n<summary>s</summary>\n<ul>\n  <li>a</li>\n</ul>\n</details>\n</article>',
        '<dl>\n<dt>a</dt>\n<dd>b &#42;c&#42;</dd>\n</dl>\n\n<nav>\n<a href="x">y</a>\n</nav>',
        '<table>\n<thead><tr><th scope="col">a</th></tr></thead>\n<tbody><tr><td>b</td></tr></tbody>\n</table>',
        '<figure>\n<img src="x" alt="&quot;">\n<figcaption>c</figcaption>\n</figure>',
        '<span class="x">a</span>',
        '<span class="x">a</span> b <time datetime="2022">c</time>\n\n<abbr title="&#91;x&#93;">d</abbr>',
        "<div>\n      <p>a</p>\n<!-- b -->\n</div>\n\n## H {#h}",
    ],
)
def test_common_ground(page: str) -> None:
    """What templates may use is the same in both dialects."""
    assert dom(python_markdown(page)) == dom(to_html(page).html)
