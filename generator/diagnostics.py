"""What is wrong, how badly, and where: the one shape in which every floor reports mistakes."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a diagnostic weighs."""

    ERROR = "error"
    """The content can't be published; `check` and every build fail."""
    WARNING = "warning"
    """Worth mending; fails only where `fail_on: warning` says so."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file, printed as `path:line:column` so that terminals and editors can jump there."""

    path: str
    """Path with forward slashes, relative to the project's root."""
    line: int = 1
    """Line, counted from 1."""
    column: int = 1
    """Column in characters, counted from 1."""

    def __str__(self) -> str:
        """Return `path:line:column`."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Related:
    """A second place that a diagnostic speaks of, such as the first of two equal ids."""

    location: Location
    """Where it is."""
    message: str
    """What stands there, as half a sentence: `first written here`."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One mistake, with the way to mend it. Sorts by place."""

    location: Location
    """Where the mistake is."""
    severity: Severity
    """How much it weighs."""
    code: str
    """`LB` and three digits; a key of `CODES`."""
    message: str
    """What is wrong, in one sentence without a full stop."""
    hint: str = ""
    """How to mend it, in one sentence; empty where nothing better can be said."""
    related: tuple[Related, ...] = field(default=())
    """Other places that belong to it."""

    def __str__(self) -> str:
        """Return the one-line form, `path:line:column: severity code: message`."""
        return f"{self.location}: {self.severity} {self.code}: {self.message}"


CODES: Final[dict[str, str]] = {
    # 0xx: the file and its YAML
    "LB001": "YAML syntax error",
    "LB002": "tab in the indentation",
    "LB003": "key written twice",
    "LB004": "custom tag",
    "LB005": "too many aliases",
    "LB006": "nested too deeply",
    "LB007": "text cut by a comment",
    "LB008": "text cut by a comma in braces",
    "LB009": "file is not UTF-8",
    "LB010": "file is empty",
    "LB011": "file is too large",
    "LB012": "character that YAML doesn't allow",
    "LB013": "symbolic link out of the folder",
    "LB014": "more than one document in a file",
    "LB015": "file is not a mapping",
    "LB016": "file can't be read",
    # 1xx: one record against its model
    "LB101": "unknown field",
    "LB102": "unknown kind of record",
    "LB103": "missing field",
    "LB104": "empty value",
    "LB105": "wrong type",
    "LB106": "not one of the allowed words",
    "LB107": "not a date",
    "LB108": "not an address",
    "LB109": "not a number",
    "LB110": "not an id",
    "LB111": "unknown language",
    "LB112": "not allowed in prose",
    "LB113": "briefing is both a file and a folder",
    "LB114": "briefing without its head",
    "LB115": "fields that don't go together",
    "LB116": "picture that can't be shown",
    # 2xx: records among each other
    "LB201": "unknown reference",
    "LB202": "id used twice",
    "LB203": "circular reference",
    "LB204": "reference to the wrong kind",
    "LB205": "reference to a retired id",
    "LB206": "reference into an unpublished briefing",
    # 3xx: editorial rules
    "LB301": "nothing supports the fact",
    "LB302": "declared status above the derived one",
    "LB303": "declared status below the derived one without a reason",
    "LB304": "readout that documents",
    "LB305": "values with different units",
    "LB306": "credibility 1 with one origin",
    "LB307": "confirmed on the word of a party alone",
    "LB310": "statement that says whose word it is",
    "LB311": "word of likelihood in a judgement",
    "LB312": "likelihood and confidence in one sentence",
    "LB320": "quotation that is too long",
    "LB321": "quote without its original language",
    "LB322": "translation without its translator",
    "LB323": "role that the speaker didn't hold",
    "LB330": "assessment by others without a source",
    "LB331": "no horizon or no resolution",
    "LB332": "horizon passed without an outcome",
    "LB333": "outcome without evidence",
    "LB334": "key judgement with fewer than two alternatives",
    "LB335": "nothing against a judgement",
    "LB340": "unknown term of a scale",
    "LB341": "number in a gap of the scale",
    "LB342": "likelihood without confidence, or the other way round",
    "LB343": "several scales in a briefing",
    "LB344": "number outside the range of its term",
    "LB350": "review due",
    "LB351": "happened in the future",
    "LB352": "source accessed before it was published",
    "LB353": "source published before what it reports",
    "LB360": "record that nothing refers to",
    "LB361": "sentences without a reference",
    "LB362": "missing translation",
    "LB363": "source without an archived copy",
    "LB364": "name written out though its record has an id",
    "LB390": "exception that excuses nothing",
    # 4xx: the site
    "LB401": "two pages with one address",
    "LB402": "link or anchor that leads nowhere",
    "LB403": "configuration",
    "LB404": "catalogue of a language",
    "LB405": "what can't be printed",
}
"""Every code that any floor may report, and its short title."""
