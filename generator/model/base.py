"""Types that the fields of all records share: texts, references, small scalars, and the base of every record.

Every scalar reaches the models as the text that the editor wrote; the models turn it into what a field holds.
Where a value doesn't fit, they raise `fault`, which names the code, the mistake, the way to mend it and the place.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final, Literal, Self, TypeAlias, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    PlainValidator,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator import markdown
from generator.model.date import Date
from generator.text import collapse, nearest

Path: TypeAlias = tuple[str | int, ...]
"""The way from a record to a value in it: keys and list indexes."""
T = TypeVar("T")

ID_PATTERN: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What an id looks like; the whole text must match."""
REFERENCE_PATTERN: Final = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*/)?[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a reference looks like: an id, or `<briefing>/<id>`."""
KEY_STEP: Final = ("[key]",)
"""Pydantic's step from a mapping to one of its keys."""
ANY_LANGUAGE: Final = ""
"""The language of a name that holds in all languages."""
UNKNOWN: Final = "unknown"
"""What editors write where a value is known to be unknown."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a value, with its place relative to that value."""

    code: str
    """Key of `generator.diagnostics.CODES`."""
    message: str
    """What is wrong."""
    hint: str = ""
    """How to mend it."""
    path: Path = ()
    """Way from the value that was validated to the place."""
    at_key: bool = False
    """True if the place is the key of that path, not its value."""
    offset: int = 0
    """Characters into the text at the place."""


def faulty(*faults: Fault) -> PydanticCustomError:
    """Return the error to raise for one or more faults in one value."""
    return PydanticCustomError("lagebild", "{message}", {"message": faults[0].message, "faults": faults})


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error to raise for one fault at the value itself."""
    return faulty(Fault(code, message, hint))


def require_text(value: object) -> str:
    """Return a scalar as stripped text.

    Raises:
        PydanticCustomError: If the value is missing, or is a list or a mapping.
    """
    if isinstance(value, str):
        if not collapse(value).strip():  # nothing of it would be seen
            raise fault("LB104", "The value is empty", "Write a value, or leave the field out.")
        return value.strip()
    if value is None:
        raise fault("LB104", "The value is missing", "Write a value behind the colon, or leave the field out.")
    shape = "a list" if isinstance(value, list) else "a mapping"
    raise fault("LB105", f"A single text is expected here, not {shape}", "Write one text behind the name of the field.")


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A text as a reader of one language gets it."""

    value: str
    """The text."""
    lang: str
    """Language of the text; `ANY_LANGUAGE` for a name that holds in all."""
    fallback: bool
    """True if the reader's language was missing and another one stands in."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of one line or paragraph in one or more languages; every character of it is literal."""

    by_language: tuple[tuple[str, str], ...]
    """Pairs of language and text, in the order written."""

    def in_language(self, lang: str) -> InLanguage:
        """Return the text in a language, or what there is in its place."""
        for language, value in self.by_language:
            if language in (lang, ANY_LANGUAGE):
                return InLanguage(value, language, fallback=False)
        language, value = self.by_language[0]
        return InLanguage(value, language, fallback=True)

    def __contains__(self, lang: str) -> bool:
        """Return whether readers of this language get the text in it."""
        return any(language in (lang, ANY_LANGUAGE) for language, _ in self.by_language)

    @classmethod
    def parse(cls, value: object, info: ValidationInfo) -> Self:
        """Read a string in the default language of its file, or a mapping of languages.

        Raises:
            PydanticCustomError: If it is neither, or names a language that the site doesn't have.
        """
        return cls(_by_language(value, info, _default_language(info), require_text))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate through `parse`."""
        return core_schema.with_info_plain_validator_function(cls.parse)


class Name(Text):
    """A name, title of a source or unit: written as a string, it holds in all languages."""

    @classmethod
    def parse(cls, value: object, info: ValidationInfo) -> Self:
        """Read a string that holds in all languages, or a mapping of languages.

        Raises:
            PydanticCustomError: As `Text.parse`.
        """
        return cls(_by_language(value, info, ANY_LANGUAGE, require_text))


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text with references, per language, parsed."""

    by_language: tuple[tuple[str, markdown.Prose], ...]
    """Pairs of language and parsed prose, in the order written."""

    def in_language(self, lang: str) -> tuple[markdown.Prose, str, bool]:
        """Return the prose for a reader's language, its language, and whether it stands in for a missing one."""
        for language, prose in self.by_language:
            if language == lang:
                return prose, language, False
        language, prose = self.by_language[0]
        return prose, language, True

    @classmethod
    def parse(cls, value: object, info: ValidationInfo) -> Self:
        """Read Markdown in the default language, or a mapping of languages.

        Raises:
            PydanticCustomError: With one fault for each construct that prose doesn't allow.
        """
        context = cast("Context", info.context)
        if context.seeking:
            raise _mentioned(*_prose_mentions(value, context))
        return cls(_by_language(value, info, context.lang, _prose))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate through `parse`."""
        return core_schema.with_info_plain_validator_function(cls.parse)


def _prose(value: object) -> markdown.Prose:
    """Parse prose as it stands: its offsets must stay those of the file."""
    require_text(value)
    prose, problems = markdown.parse_prose(cast("str", value))
    if problems:
        raise faulty(*(Fault("LB112", each.message, each.hint, offset=each.offset) for each in problems))
    return prose


@dataclass(frozen=True, slots=True)
class Context:
    """What validation has to know of a record's surroundings."""

    languages: tuple[str, ...]
    """The site's languages, the main one first."""
    lang: str
    """Language of plain strings in this file."""
    seeking: bool = False
    """True if every reference is to be raised as a mistake; see `mentions`."""


def _default_language(info: ValidationInfo) -> str:
    return cast("Context", info.context).lang


def _by_language(
    value: object, info: ValidationInfo, default: str, read: Callable[[object], T]
) -> tuple[tuple[str, T], ...]:
    """Read a text or a mapping of languages to texts; all faults at once."""
    if isinstance(value, list):
        hint = "Write one text, or each language on a line of its own under the field."
        raise fault("LB105", "A text is expected here, not a list", hint)
    if not isinstance(value, dict):
        return ((default, read(value)),)
    languages = cast("Context", info.context).languages
    pairs: list[tuple[str, T]] = []
    faults: list[Fault] = []
    for key, item in value.items():
        if key not in languages:
            hint = f"The languages of this site are: {', '.join(languages)}."
            if not _LANGUAGE.fullmatch(key):
                hint += f" If {key}: is a field, begin it further left, in the column of the field above it."
            faults.append(Fault("LB111", f"“{key}” is not a language of this site", hint, (key,), at_key=True))
            continue
        try:
            pairs.append((key, read(item)))
        except PydanticCustomError as error:
            found: tuple[Fault, ...] = (error.context or {})["faults"]
            faults += [replace(each, path=(key,)) for each in found]
    if not value:
        faults.append(Fault("LB104", "The mapping of languages is empty", "Write a text, or leave the field out."))
    if faults:
        raise faulty(*faults)
    return tuple(pairs)


class Reference(str):
    """The id of another record. Subclasses name the kinds that may stand there."""

    __slots__ = ()
    kinds: ClassVar[tuple[str, ...]] = ()
    """Names of the kinds that may be meant; empty for any."""
    free: ClassVar[bool] = False
    """True if a name that isn't an id may stand there instead, for somebody without a record."""

    @classmethod
    def parse(cls, value: object) -> str:
        """Read an id, or a free name where one may stand.

        Returns:
            An instance of the class for an id, a plain string for a free name.

        Raises:
            PydanticCustomError: If it is neither.
        """
        text = require_text(value)
        if REFERENCE_PATTERN.fullmatch(text):
            return cls(text)
        if cls.free:
            return text
        raise fault(
            "LB110",
            f"“{text}” is not an id",
            "Ids have small letters a to z, digits and single hyphens: kremlin, tass-1372383.",
        )

    @classmethod
    def validate(cls, value: object, info: ValidationInfo) -> str:
        """Read an id or a free name.

        Returns:
            As `parse`.

        Raises:
            PydanticCustomError: As `parse`; and for an id, if references are sought.
        """
        read = cls.parse(value)
        if cast("Context", info.context).seeking and isinstance(read, Reference):
            raise _mentioned(Mention(read, read.kinds))
        return read

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Validate through `validate`."""
        return core_schema.with_info_plain_validator_function(cls.validate)


class AnyReference(Reference):
    """Any record."""

    __slots__ = ()


class SourceReference(Reference):
    """A source."""

    __slots__ = ()
    kinds = ("source",)


class EvidenceReference(Reference):
    """What bears out a fact: a source, or a quote."""

    __slots__ = ()
    kinds = ("source", "quote")


class ArgumentReference(Reference):
    """What bears on a judgement."""

    __slots__ = ()
    kinds = ("fact", "quote", "source", "assessment")


class JudgementReference(Reference):
    """What a briefing may open with."""

    __slots__ = ()
    kinds = ("assessment", "fact")


class AssessmentReference(Reference):
    """An assessment."""

    __slots__ = ()
    kinds = ("assessment",)


class TopicReference(Reference):
    """A topic."""

    __slots__ = ()
    kinds = ("topic",)


class BriefingReference(Reference):
    """A briefing."""

    __slots__ = ()
    kinds = ("briefing",)


class Entity(Reference):
    """A person or an organisation, or the free name of one."""

    __slots__ = ()
    kinds = ("person", "organisation")
    free = True


class Subject(Reference):
    """What a record is about: an entity, place, event or topic, or a free name."""

    __slots__ = ()
    kinds = ("person", "organisation", "place", "event", "topic")
    free = True


class PlaceName(Reference):
    """A place, or the free name of one."""

    __slots__ = ()
    kinds = ("place",)
    free = True


class ChainLink(Reference):
    """A station that a quote came through: an entity or a source, or a free name."""

    __slots__ = ()
    kinds = ("person", "organisation", "source", "event")
    free = True


def _listed(value: object) -> object:
    """Let one value stand for a list of one."""
    if isinstance(value, list):
        return value
    if value is None:
        raise fault("LB104", "The value is missing", "Write a value behind the colon, or leave the field out.")
    return [value]


Many: TypeAlias = Annotated[tuple[T, ...], BeforeValidator(_listed)]
"""One value or a list of them."""


def word(words: tuple[str, ...]) -> PlainValidator:
    """Return the validator of a field that takes one of a few words."""

    def validate(value: object) -> str:
        text = require_text(value)
        if text in words:
            return text
        near = nearest(text, words)
        hint = f"Did you mean “{near}”? " if near else ""
        raise fault("LB106", f"“{text}” is not allowed here", f"{hint}Allowed are: {', '.join(words)}.")

    return PlainValidator(validate, json_schema_input_type=Literal[words])


def _flag(value: object) -> bool:
    text = require_text(value)
    if text in ("true", "false"):
        return text == "true"
    raise fault("LB106", f"“{text}” is neither true nor false", "Write true or false.")


_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")


def _number(value: object) -> float:
    text = require_text(value)
    if re.fullmatch(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+", text):
        whole, short = text.replace(".", ""), text.rstrip("0").rstrip(".")
        message = f"“{text}” can be read as {whole} or as {short}"
        raise fault("LB109", message, f"Write {whole} without a point for thousands, or {short}.")
    if _DECIMAL.fullmatch(text):
        return float(text)
    hint = "Write digits with a decimal point and nothing else."
    if re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        hint = f"Write the decimal point: {text.replace(',', '.')}."
    raise fault("LB109", f"“{text}” is not a number", hint)


_PER_CENT: Final = re.compile(r"(100|[0-9]{1,2}(?:[.,][0-9]{1,6})?)(\s?%)?")
"""A share in per cent; what is 1 or less, or a little more, may without the sign be any slip."""
_SURELY_PER_CENT: Final = 2


def _probability(value: object) -> float:
    text = require_text(value)
    if found := _PER_CENT.fullmatch(text):
        per_cent = float(found[1].replace(",", "."))
        share = f"Write {per_cent / 100:g} for {per_cent:g} per cent."
        if found[2]:
            raise fault("LB109", f"“{text}” is not a number", share)
        if per_cent >= _SURELY_PER_CENT:
            raise fault("LB109", f"{text} is not between 0 and 1", share)
    number = _number(text)
    if 0 <= number <= 1:
        return number
    raise fault("LB109", f"{text} is not between 0 and 1", "Write it like 0.65.")


def _whole(low: int, high: int) -> Callable[[object], int]:
    """Return a validator for whole numbers between two bounds."""

    def validate(value: object) -> int:
        text = require_text(value)
        if re.fullmatch(r"[0-9]{1,9}", text) and low <= int(text) <= high:
            return int(text)
        raise fault("LB109", f"“{text}” is not a whole number from {low} to {high}", "Write digits and nothing else.")

    return validate


_ADDRESS: Final = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*|mailto:[^\s\\]*[^\s\\@]@[^\s\\]+", re.IGNORECASE)


def _url(value: object) -> str:
    text = require_text(value)
    if text.isprintable() and _ADDRESS.fullmatch(text):
        return text
    hint = "Write the whole address, with https:// before it."
    raise fault("LB108", f"“{text}” is not an address that can be linked", hint)


_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def _language(value: object) -> str:
    text = require_text(value)
    if text == UNKNOWN or _LANGUAGE.fullmatch(text):
        return text
    raise fault("LB111", f"“{text}” is not a language code", "Write a code such as de, en, ru or uk (BCP 47).")


def _site_language(value: object, info: ValidationInfo) -> str:
    text = require_text(value)
    languages = cast("Context", info.context).languages
    if text in languages:
        return text
    raise fault(
        "LB111", f"“{text}” is not a language of this site", f"The languages of this site are: {', '.join(languages)}."
    )


def _id(value: object) -> str:
    text = require_text(value)
    if ID_PATTERN.fullmatch(text):
        return text
    raise fault("LB110", f"“{text}” is not an id", "Ids have small letters a to z, digits and single hyphens.")


def _plain(value: object) -> str:
    return require_text(value)


Flag: TypeAlias = Annotated[bool, PlainValidator(_flag, json_schema_input_type=bool)]
"""`true` or `false`."""
Number: TypeAlias = Annotated[float, PlainValidator(_number, json_schema_input_type=float)]
"""A number with a decimal point."""
Probability: TypeAlias = Annotated[float, PlainValidator(_probability, json_schema_input_type=float)]
"""A probability from 0 to 1."""
Credibility: TypeAlias = Annotated[int, PlainValidator(_whole(1, 6), json_schema_input_type=int)]
"""Admiralty credibility, 1 to 6."""
Count: TypeAlias = Annotated[int, PlainValidator(_whole(1, 1_000_000), json_schema_input_type=int)]
"""How many."""
Url: TypeAlias = Annotated[str, PlainValidator(_url, json_schema_input_type=str)]
"""An address: http, https or mailto."""
Language: TypeAlias = Annotated[str, PlainValidator(_language, json_schema_input_type=str)]
"""A language code (BCP 47), or `unknown`."""
SiteLanguage: TypeAlias = Annotated[str, PlainValidator(_site_language, json_schema_input_type=str)]
"""One of the languages in which the site is published."""
Id: TypeAlias = Annotated[str, PlainValidator(_id, json_schema_input_type=str)]
"""An id."""
Plain: TypeAlias = Annotated[str, PlainValidator(_plain, json_schema_input_type=str)]
"""A short text that is the same in all languages, such as a term of a scale or a locator."""
Status: TypeAlias = Annotated[
    Literal["confirmed", "claimed", "reported", "disputed", "denied", "withdrawn", "unsupported"],
    word(("confirmed", "claimed", "reported", "disputed", "denied")),
]
"""Status of a fact; the last two are only ever derived."""
Reliability: TypeAlias = Annotated[Literal["A", "B", "C", "D", "E", "F"], word(("A", "B", "C", "D", "E", "F"))]
"""Admiralty reliability of a source."""


class Part(BaseModel):
    """Base of everything that is a mapping inside a record."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=False)


class Unnamed(Part):
    """A voice that its source doesn't name."""

    unnamed: Text
    """How the source describes the voice."""
    of: Entity | None = None
    """Whose voice it is; unknown without it."""
    count: Count | None = None
    """How many voices, where the source says so."""


def _voice(value: object, info: ValidationInfo) -> object:
    if isinstance(value, dict):
        return Unnamed.model_validate(value, context=info.context)
    return Entity.validate(value, info)


Voice: TypeAlias = Annotated[str | Unnamed, PlainValidator(_voice, json_schema_input_type=str | Unnamed)]
"""Who speaks: an entity, a free name, or an unnamed voice."""


def _some(voices: tuple[str | Unnamed, ...]) -> tuple[str | Unnamed, ...]:
    """Refuse a list of nobody: what lacks an author is the desk's, and would become its own by an emptied list."""
    if not voices:
        raise fault("LB104", "The value is missing", "Write who it is.")
    return voices


Voices: TypeAlias = Annotated[Many[Voice], AfterValidator(_some)]
"""Who speaks, one or several together."""


class Relation(Part):
    """A link from one record to another, with its sense."""

    to: AnyReference
    """The other record."""
    rel: Annotated[str, word(("updates", "contradicts", "explains", "follows", "background"))]
    """What this record is to the other."""


class Record(Part):
    """What every record may carry."""

    added: Date | None = None
    """Day on which the record was added."""
    checked: Date | None = None
    """Day on which somebody last compared it with its sources."""
    review_by: Date | None = None
    """Day by which it should be looked at again."""
    replaced_by: AnyReference | None = None
    """The record that stands in its place now."""
    note_to_editors: Text | None = None
    """A note that is never published anywhere."""
    allow: dict[str, Text] = {}
    """Exceptions from editorial checks: the code and the reason."""


_WITHOUT_REFERENCES: Final = frozenset((bool, int, float, str, Text, Name, Prose, Date))
"""Types of values that never hold a reference; most values are of them, and looking further costs time."""


def references(value: object, path: Path = ()) -> Iterator[tuple[Path, Reference]]:
    """Yield every reference inside a record with the way to it, in the order of its fields.

    References in prose carry no path of their own: see `citations`.
    """
    if isinstance(value, Reference):
        yield path, value
    elif isinstance(value, BaseModel):
        names = type(value).model_fields
        for name, item in value.__dict__.items():
            if item and type(item) not in _WITHOUT_REFERENCES:
                yield from references(item, (*path, names[name].alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from references(item, (*path, index))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if isinstance(key, Reference):
                yield (*path, str(key)), key
            yield from references(item, (*path, str(key)))


def citations(record: BaseModel) -> Iterator[tuple[str, str, markdown.Reference]]:
    """Yield field, language and reference of every citation in a record's prose."""
    for name, value in record.__dict__.items():
        if isinstance(value, Prose):
            for language, prose in value.by_language:
                for reference in markdown.prose_references(prose):
                    yield name, language, reference


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference as it stands in a record that may be wrong otherwise."""

    id: str
    """The id that is referred to."""
    kinds: tuple[str, ...] = ()
    """Names of the kinds that may be meant; empty for any."""
    path: Path = ()
    """Way to it."""
    at_key: bool = False
    """True if it is the key of that path, not its value."""
    offset: int = 0
    """Characters into the text at the place."""


def mentions(model: type[BaseModel], value: object, context: Context) -> Iterator[Mention]:
    """Yield the references in a value that doesn't fit its model, as far as they themselves are sound.

    The value is validated once more with each reference raised as a mistake. So pydantic finds them however much is
    wrong around them, and knows the way to each.
    """
    try:
        model.model_validate(value, context=replace(context, seeking=True))
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            at_key = each["loc"][-1:] == KEY_STEP
            way = each["loc"][:-1] if at_key else each["loc"]
            for one in each.get("ctx", {}).get("mentions", ()):
                yield replace(one, path=(*way, *one.path), at_key=at_key)


def _mentioned(*found: Mention) -> PydanticCustomError:
    """Return the error to raise for references in one value, where they are sought."""
    return PydanticCustomError("mentions", "References", {"mentions": found})


def _prose_mentions(value: object, context: Context) -> Iterator[Mention]:
    """Yield the citations in prose, whatever else is wrong with it or in other languages."""
    by_language = value if isinstance(value, dict) else {context.lang: value}
    for language, source in by_language.items():
        if language in context.languages and isinstance(source, str):
            for each in markdown.prose_references(markdown.parse_prose(source)[0]):
                yield Mention(each.id, path=(language,), offset=each.offset)
