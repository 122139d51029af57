"""Texts stand for themselves wherever they are put, and ids and suggestions come out of what people write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from generator.markdown import to_html
from generator.text import collapse, escape, nearest, slug, with_article
from tests.dom import dom, elements_of, python_markdown, text_of

NASTY = [
    "<script>alert(1)</script>",
    "</p></div>",
    "a | b",
    "|",
    "`code` ``",
    "[x](javascript:alert(1))",
    "![x](y)",
    "[x]: http://y",
    "[@id]",
    "{{ x }}",
    "{% raw %}",
    "{#id .class}",
    "{: #id }",
    "# x",
    "x ##",
    "#",
    "1986.",
    "1986. Das Jahr",
    "1986) Das Jahr",
    "٣. x",
    "+",
    "+ x",
    "- x",
    "-",
    "--- --",
    "***",
    "**x** *y* _z_ __z__",
    "* x",
    "===",
    "&amp;",
    "&#42; &lt",
    "\\",
    "\\*\\",
    ":---",
    "|:---|",
    ": def",
    "http://x",
    "<http://x>",
    "me@example.org <me@example.org>",
    "a_b_c",
    "~~x~~ ~",
    "^",
    "x^2^",
    "$x$ $$y$$",
    "[^1]",
    "[^1]: note",
    "[ ] x",
    "Term\n: def",
    "*[HTML]: x",
    "!!! note",
    "??? x",
    "> x",
    ">",
    "    code",
    "\tcode",
    "~~~",
    "```\nx",
    "'\"'",
    '" onload="x',
    "a  \nb\r\nc\u2028d\u2029e\x0bf\x85g",
    "\u00a05\u202f%\u00a0",
    "\x00\x02wzxhzdk:0\x03 \ufffe \ud800x",
    "\u202eabc\u2066d\u2069",
    "\ufeffx",
    "x \x00 y",
    "",
    " ",
]
TEXTS = st.one_of(
    st.text(max_size=12),
    st.text("*_`[](){}<>#+-=.!|~^$:;@&\\\"'/ \n\t\u00a0019aÄ", max_size=12),
    st.lists(st.sampled_from(NASTY), max_size=3).map("".join),
)
CONTEXTS = {
    "paragraph": "{}",
    "middle": "x {} y",
    "heading": "## {} {{#id}}",
    "bare heading": "## {}",
    "cell": "| {} | x |\n| --- | --- |\n| {} | x |",
    "item": "- {}\n- x",
    "numbered item": "1. {}\n2. x",
    "quote": "> {}",
    "emphasis": "x <em>{}</em> y **x{}x** y",
    "block": "<ul>\n<li>{}</li>\n</ul>",
    "attribute": 'x <span title="{}">y</span>',
    "block attribute": '<p title="{}">y</p>',
}


def _shown(text: str) -> str:
    return collapse(text).strip(" ")


def _check(context: str, text: str) -> None:
    """Compare what both dialects make of a text with what they make of a harmless one in the same place."""
    if not _shown(text):
        assert escape(text) == ""
        return
    page = CONTEXTS[context].format(*[escape(text)] * CONTEXTS[context].count("{}"))
    harmless = CONTEXTS[context].format(*["Q"] * CONTEXTS[context].count("{}"))
    for convert in (python_markdown, lambda markdown: to_html(markdown).html):
        tree, expected = dom(convert(page)), dom(convert(harmless))
        assert text_of(expected).replace("Q", _shown(text)) == text_of(tree)
        assert [
            (name, {key: value.replace("Q", _shown(text)) for key, value in attributes.items()})
            for name, attributes in elements_of(expected)
        ] == list(elements_of(tree))


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("text", NASTY)
def test_known_traps_are_literal(context: str, text: str) -> None:
    """What has ever been markup in some dialect stands for itself in every place."""
    _check(context, text)


@given(context=st.sampled_from(sorted(CONTEXTS)), text=TEXTS)
@settings(deadline=None, max_examples=200)
def test_every_text_is_literal(context: str, text: str) -> None:
    """Any string stands for itself in every place."""
    _check(context, text)


@pytest.mark.parametrize(
    "text",
    [
        "Am 26. Januar 2022, 17:00 Uhr, kam die E-Mail (zwei Seiten); sie sagte: „Nein!“ – warum?",
        "A man's word: 5 %, well-known. 1,5 km/h",
        "The 1986. year",
    ],
)
def test_ordinary_prose_stays_readable(text: str) -> None:
    """Nothing is escaped in ordinary sentences."""
    assert text == escape(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1986. Das Jahr", "1986&#46; Das Jahr"),
        ("- x", "&#45; x"),
        ("a | <b>", "a &#124; &lt;b&gt;"),
        ("5\u00a0%, 5\u202f%", "5&nbsp;%, 5&#8239;%"),
        (" a \n\n b ", "a b"),
        ("a\x00\u202eb\ud800", "ab"),
    ],
)
def test_references_are_used(text: str, expected: str) -> None:
    """Character references stand for signs, white space is collapsed, what isn't a character is dropped."""
    assert expected == escape(text)


def test_markup_is_left() -> None:
    """What has been escaped isn't escaped again."""
    assert Markup("<b>&amp;</b>") == escape(Markup("<b>&amp;</b>"))
    assert escape("<") == escape(escape("<"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Größe & Maß", "groesse-mass"),
        ("A\u0308rger", "aerger"),
        ("Crème brûlée, 2014–2022", "creme-brulee-2014-2022"),
        ("Łódź, Ærø", "lodz-aeroe"),
        ("What's up?", "whats-up"),
        ("--a__b--", "a-b"),
        ("½ x²", "1-2-x2"),
        ("Киев", ""),
        ("", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    """A slug is folded into ASCII, the German way."""
    assert expected == slug(text)


@given(st.text())
@settings(deadline=None)
def test_slug_is_an_id(text: str) -> None:
    """A slug is an id or empty, and its own slug."""
    made = slug(text)
    assert all(part and part.isascii() and part.isalnum() and part == part.lower() for part in made.split("-") if made)
    assert made == slug(made)


@pytest.mark.parametrize(
    ("word", "candidates", "expected"),
    [
        ("kremel", ["kremlin", "kreml", "nato"], "kreml"),
        ("NATO", ["nato", "nuts"], "nato"),
        ("statment", ["Statement", "status"], "Statement"),
        ("xyz", ["kreml"], None),
        ("", ["a"], None),
        ("a", [], None),
    ],
)
def test_nearest(word: str, candidates: list[str], expected: str | None) -> None:
    """The most similar candidate is found whatever its case, and none if nothing is similar."""
    assert expected == nearest(word, candidates)


def test_with_article() -> None:
    """Names of kinds get the article that is spoken before them."""
    assert ["a fact", "an assessment", "an organisation", "an event"] == [
        with_article(each) for each in ("fact", "assessment", "organisation", "event")
    ]
