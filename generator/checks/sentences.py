"""Where sentences end, as near as punctuation tells."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from generator.markdown import (
    Block,
    BlockQuote,
    BulletList,
    Card,
    Citation,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Plain,
    Strong,
)

CITED: Final = "\0"
"""What stands for a citation in a sentence; no prose holds it."""
_TRAILING: Final = re.compile(rf"([.!?…][\])“”\"\u2019»«]*)((?:\s*{CITED})+)")
_END: Final = re.compile(rf"[.!?…][\])“”\"\u2019»«]*\s+(?=[\[(„“”\"»«\u2018\u2019{CITED}]*[A-ZÄÖÜ0-9])")
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(„“\"])(?:[A-Za-z]|[Bb]zw|[Cc]a|Dr|[Ee]tc|[Gg]gf|Hrsg|[Ii]nkl|Jr|Mr|Mrs|Ms|[Mm]io|[Mm]rd|Nr|No|Prof|"
    r"St|[Ss]og|[Uu]sw|[Vv]gl|[Vv]s|Art|Abs|Co|Gen|Gov|Sen|Rep|Lt|Col|approx|cf)$"
)
_LONGEST: Final = 8
"""More characters than any abbreviation has, with the one before it."""
_ORDINAL: Final = re.compile(r"(?:^|\D)\d{1,2}$")
_WORD: Final = re.compile(r"\w")


def prose_sentences(blocks: Iterable[Block | Card], language: str) -> Iterator[str]:
    """Yield the sentences of prose, with `CITED` for each citation; none for a card, nor for nothing but links."""
    for block in blocks:
        match block:
            case Paragraph(inlines) if not _only_leads_on(inlines):
                yield from split("".join(_flat(inlines)), language)
            case BulletList(items) | OrderedList(_, items):
                for item in items:
                    yield from prose_sentences(item, language)
            case BlockQuote(inner):
                yield from prose_sentences(inner, language)


def _only_leads_on(inlines: Iterable[Inline]) -> bool:
    """Return whether a line has no word outside links."""
    for inline in inlines:
        match inline:
            case Plain(text) if _WORD.search(text):
                return False
            case Citation():
                return False
            case Emphasis(inner) | Strong(inner) if not _only_leads_on(inner):
                return False
    return True


def _flat(inlines: Iterable[Inline]) -> Iterator[str]:
    """Yield the text of a line, with `CITED` for each citation."""
    for inline in inlines:
        match inline:
            case Plain(text):
                yield text
            case Citation():
                yield CITED
            case LineBreak():
                yield " "
            case Emphasis(inner) | Strong(inner) | Link(_, inner):
                yield from _flat(inner)


def split(text: str, language: str) -> Iterator[str]:
    """Yield the sentences of a paragraph; a citation behind a full stop belongs to the sentence before it."""
    text = _TRAILING.sub(r"\2\1", text)
    start = 0
    for end in _END.finditer(text):
        before = text[max(start, end.start() - _LONGEST) : end.start()]
        # “am 7. Dezember”, “z. B.”, “Mr. Smith”: no end, though a full stop and a capital letter.
        stop = end[0].startswith(".")
        if stop and (_ABBREVIATED.search(before) or (language == "de" and _ORDINAL.search(before))):
            continue
        yield from _counted(text[start : end.end()])
        start = end.end()
    yield from _counted(text[start:])


def _counted(sentence: str) -> Iterator[str]:
    """Yield a sentence if it is one that says something."""
    stripped = sentence.strip()
    if _WORD.search(stripped) and not stripped.endswith(":"):
        yield stripped
