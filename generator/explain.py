"""What every code means: What, Why, Wrong and Right, for the terminal and for the reference page.

An editorial rule explains itself in its docstring. The other codes are explained in `codes.md` beside this module, in
the same form, since one mistake such as a missing value is found in several places.
"""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from textwrap import wrap
from typing import Final

from generator.checks.registry import BY_CODE
from generator.checks.rule import OFF
from generator.diagnostics import CODES
from generator.text import nearest

FAMILIES: Final[Mapping[str, str]] = {
    "LB0": "The file and its YAML",
    "LB1": "One record",
    "LB2": "Records among each other",
    "LB3": "Editorial checks",
    "LB4": "The site",
}
"""What codes have in common that begin alike."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means."""

    code: str
    """The code."""
    title: str
    """Short title, as in `CODES`."""
    what: str
    """What is reported: paragraphs, parted by blank lines, with terms in backticks."""
    why: str
    """Why it is a mistake, in the same form."""
    wrong: str
    """An example that breaks it."""
    right: str
    """The same, mended."""
    language: str
    """Language of the examples, for highlighting: `yaml` or `text`."""
    severity: str
    """`error`, `warning` or `off`, as it is where the site doesn't say; empty if the site has no say."""
    excusable: bool
    """Whether an editor may write an exception to it at a record, by `allow`."""

    @property
    def family(self) -> str:
        """What it belongs to: a key of `FAMILIES`."""
        return self.code[:3]


class UnknownCodeError(LookupError):
    """A code that nothing has."""

    def __init__(self, code: str) -> None:
        """Look for the one that was probably meant.

        Args:
            code: What was asked for.
        """
        self.code = code
        """What was asked for."""
        self.near = nearest(code, CODES)
        """The code that was probably meant."""
        hint = f"Did you mean {self.near}?" if self.near else "`lagebild explain` lists all."
        super().__init__(f"There is no code {code}. {hint}")


def explain(code: str) -> Explanation:
    """Explain a code.

    Args:
        code: The code, in capital or small letters.

    Raises:
        UnknownCodeError: If there is no such code.
    """
    known = code.upper()
    if known not in CODES:
        raise UnknownCodeError(code)
    rule = BY_CODE.get(known)
    text = inspect.getdoc(rule.check) or "" if rule else _other_codes()[known]
    parts = {match["name"]: inspect.cleandoc("\n" + match["text"]) for match in _PART.finditer(text)}
    language, wrong = _example(parts["Wrong"])
    _, right = _example(parts["Right"])
    severity = str(rule.default) if rule else ""
    excusable = rule is not None and rule.excusable
    return Explanation(known, CODES[known], parts["What"], parts["Why"], wrong, right, language, severity, excusable)


def explanations() -> tuple[Explanation, ...]:
    """Explain every code, in order: what the reference page shows."""
    return tuple(map(explain, sorted(CODES)))


def as_text(found: Iterable[Explanation], *, colour: bool) -> str:
    """Write explanations for a terminal.

    Args:
        found: The explanations.
        colour: Whether to colour the text with ANSI escape sequences.
    """
    return "\n".join("\n".join(_lines(each, colour=colour)) + "\n" for each in found)


def list_as_text(*, colour: bool) -> str:
    """Write all codes with their titles for a terminal; with the severity, where a site can change it.

    Args:
        colour: Whether to colour the text with ANSI escape sequences.
    """
    blocks = []
    for family, title in FAMILIES.items():
        lines = [_paint(title, _HEADING, colour=colour)]
        for code in sorted(each for each in CODES if each.startswith(family)):
            rule = BY_CODE.get(code)
            weight = _paint(f"{rule.default:9}", _WEIGHTS[rule.default], colour=colour) if rule else ""
            lines.append(f"  {_paint(code, _HEADING, colour=colour)}  {weight}{CODES[code]}")
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


_PART: Final = re.compile(
    r"^(?P<name>What|Why|Wrong|Right):\n(?P<text>.*?)(?=^(?:What|Why|Wrong|Right):\n|\Z)", re.DOTALL | re.MULTILINE
)
_EXAMPLE: Final = re.compile(r"```(?P<language>\w+)\n(?P<text>.*?)\n```", re.DOTALL)
_CODE: Final = re.compile(r"^## (LB\d{3})$", re.MULTILINE)
_WIDTH: Final = 100
_HEADING: Final = "1"
_LABEL: Final = "36"
_WEIGHTS: Final = {"error": "1;31", "warning": "1;33", OFF: "2"}
_WRONG: Final = "31"
_RIGHT: Final = "32"


@cache
def _other_codes() -> Mapping[str, str]:
    """Return the explanations of the codes that are no editorial rules."""
    text = resources.files(__package__).joinpath("codes.md").read_text(encoding="utf-8")
    _, *parts = _CODE.split(text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _example(text: str) -> tuple[str, str]:
    """Return language and text of an example."""
    match = _EXAMPLE.search(text)
    return (match["language"], match["text"]) if match else ("text", text)


def _lines(explanation: Explanation, *, colour: bool) -> Iterator[str]:
    """Yield the lines about one code."""
    yield f"{_paint(f'{explanation.code} {explanation.title}', _HEADING, colour=colour)}"
    if explanation.severity:
        weight = _paint(explanation.severity, _WEIGHTS[explanation.severity], colour=colour)
        change = f"severities: {{{explanation.code}: …}} in mkdocs.yml changes that"
        excuse = f"allow: {{{explanation.code}: reason}} at a record excepts it"
        yield f"  {weight}; {change}{f'; {excuse}' if explanation.excusable else ''}"
    for label, text in (("What", explanation.what), ("Why", explanation.why)):
        yield ""
        yield f"  {_paint(label, _LABEL, colour=colour)}"
        for number, paragraph in enumerate(text.split("\n\n")):
            yield from [""] if number else []
            yield from wrap(paragraph, _WIDTH, initial_indent="    ", subsequent_indent="    ", break_on_hyphens=False)
    for label, text, mark in (("Wrong", explanation.wrong, _WRONG), ("Right", explanation.right, _RIGHT)):
        yield ""
        yield f"  {_paint(label, mark, colour=colour)}"
        yield from (f"    {line}".rstrip() for line in text.split("\n"))


def _paint(text: str, mark: str, *, colour: bool) -> str:
    """Colour a text, if colours are wanted."""
    return f"\x1b[{mark}m{text}\x1b[0m" if colour else text
