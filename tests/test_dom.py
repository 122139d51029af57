"""Comparing HTML: what is found to be the same without parsing it is the same for a browser, too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dom import dom, same

TEXTS = st.sampled_from(("a", ".", "&#46;", ";", "&#59;", "&lt;", "&amp;", "&#38;", " ", "\n", "\n\n", "<br>"))
ELEMENTS = ("div", "ul", "article", "em", "span", "pre", "blockquote")
FRAGMENTS = st.recursive(
    TEXTS,
    lambda inner: st.tuples(st.sampled_from(ELEMENTS), st.lists(inner)).map(
        lambda drawn: f"<{drawn[0]}>{''.join(drawn[1])}</{drawn[0]}>"
    ),
)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("<p>a</p>\n<p>b.</p>\n", "<p>a</p>\n\n<p>b&#46;</p>", True),
        ('<p class="x" id="y">a</p>', '<p id="y" class="x">a</p>', True),
        ("<em>a</em>\n<em>b</em>", "<em>a</em><em>b</em>", False),
        ("<p>a</p>\nb", "<p>a</p>b", True),
        ("<p>a &lt;</p>", "<p>a &#60;</p>", True),
        ("<p>a</p>", "<p>b</p>", False),
    ],
)
def test_same(one: str, other: str, expected: bool) -> None:
    """White space at blocks, the order of attributes and the way to write a character don't count; the rest does."""
    assert expected == same(one, other)


@given(st.lists(FRAGMENTS), TEXTS, TEXTS, st.lists(FRAGMENTS))
def test_nothing_different_is_the_same(before: list[str], one: str, other: str, after: list[str]) -> None:
    """No two fragments are said to be the same that have different trees."""
    first, second = ("".join((*before, text, *after)) for text in (one, other))
    assert (dom(first) == dom(second)) == same(first, second)
