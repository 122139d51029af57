"""What the fields of records take, refuse, and make of it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.model.assessment import Assessment, QuestionReference
from generator.model.base import (
    Context,
    Fault,
    InLanguage,
    Name,
    Probability,
    Reference,
    Text,
    Unnamed,
    citations,
    references,
)
from generator.model.entity import Organisation, Person
from generator.model.fact import Evidence, Fact, Measure
from generator.model.question import Question
from generator.model.quote import Quote
from generator.model.section import Section
from generator.model.source import Source
from generator.text import collapse

CONTEXT = Context(("de", "en"), "de")


def faults(model: Any, value: object) -> list[tuple[tuple[object, ...], str]]:  # noqa: ANN401  # any model
    """Return way and code of each mistake in a value."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value, context=CONTEXT)
    found: list[tuple[tuple[object, ...], str]] = []
    for error in caught.value.errors():
        own: tuple[Fault, ...] = error.get("ctx", {}).get("faults", ())
        found += [((*error["loc"], *each.path), each.code) for each in own]
        if not own:
            found.append((error["loc"], error["type"]))
    return found


def read(model: Any, value: object) -> Any:  # noqa: ANN401  # any model
    """Validate a value as the loader does."""
    return model.model_validate(value, context=CONTEXT)


# Texts


def test_text_in_a_language() -> None:
    """A reader gets a text in their language, or another one that is said to stand in."""
    text = Text((("de", "Rat"), ("en", "Council")))
    assert InLanguage("Council", "en", fallback=False) == text.in_language("en")
    assert InLanguage("Rat", "de", fallback=True) == text.in_language("fr")
    assert "en" in text
    assert "fr" not in text


def test_name_holds_in_all_languages() -> None:
    """A name written as one text holds in all languages, one written by language only in those."""
    assert "fr" in read(Person, {"name": "Erika"}).name
    assert "fr" not in read(Person, {"name": {"de": "Erika"}}).name
    assert isinstance(read(Person, {"name": "Erika"}).name, Name)


@given(st.text())
def test_any_text(text: str) -> None:
    """Any text is kept as it is but for white space around it; one of which nothing would be seen is empty."""
    if collapse(text).strip():
        assert ((("de", text.strip()),)) == read(Question, {"text": text}).text.by_language
    else:
        assert [(("text",), "LB104")] == faults(Question, {"text": text})


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("", [(("text",), "LB104")]),
        (None, [(("text",), "LB104")]),
        (["a"], [(("text",), "LB105")]),
        ({}, [(("text",), "LB104")]),
        ({"fr": "a"}, [(("text", "fr"), "LB111")]),
        ({"de": "a", "en": ""}, [(("text", "en"), "LB104")]),
        ({"de": ["a"], "fr": "b"}, [(("text", "de"), "LB105"), (("text", "fr"), "LB111")]),
    ],
)
def test_no_text(value: object, expected: list[tuple[tuple[object, ...], str]]) -> None:
    """What is no text is refused with its place, all of it at once."""
    assert expected == faults(Question, {"text": value})


# References


def test_ids_and_free_names() -> None:
    """Where an entity stands, an id is a reference and anything else a free name, also a misspelt id."""
    source = read(Source, {"kind": "report", "publisher": "testblatt", "authors": ["Volksblatt (AT)", "Erika", "a/b"]})
    assert isinstance(source.publisher, Reference)
    assert [False, False, True] == [isinstance(each, Reference) for each in source.authors]
    assert [(("relays", 0), "LB110")] == faults(Source, {"kind": "report", "relays": "Volksblatt (AT)"})
    assert [(("relays", 1), "LB110")] == faults(Source, {"kind": "report", "relays": ["a", "A"]})


def test_references_of_a_record() -> None:
    """All references are found with the way to them, keys of mappings included; free names aren't."""
    value = {
        "question": "wann",
        "made": "2022",
        "by": ["erika", "Ein freier Name", {"unnamed": "einer", "of": "rat"}],
        "for": "a",
        "alternatives": {"nie": {"hypothesis": "Nie.", "ratings": {"b": "neutral"}}},
        "outcome": {"result": "yes", "at": "2022", "evidence": ["c"]},
    }
    assert [
        (("question",), "wann"),
        (("by", 0), "erika"),
        (("by", 2, "of"), "rat"),
        (("for", 0), "a"),
        (("alternatives", "nie", "ratings", "b"), "b"),
        (("outcome", "evidence", 0), "c"),
    ] == list(references(read(Assessment, value)))


def test_citations_of_a_record() -> None:
    """The citations of prose are found with their language and place."""
    section = read(Section, {"title": "T", "body": {"de": "A [@a; @b, S. 3].", "en": "[@c]"}})
    assert [("de", "a", 3), ("de", "b", 7), ("en", "c", 1)] == [
        (language, citation.id, citation.offset) for _, language, citation in citations(section)
    ]


def test_question_of_an_assessment() -> None:
    """The question is a text of several words, or the id of a question."""
    assert isinstance(read(Assessment, {"question": "wann", "made": "2022"}).question, QuestionReference)
    assert isinstance(read(Assessment, {"question": "Wann?", "made": "2022"}).question, Text)
    assert isinstance(read(Assessment, {"question": {"de": "wann"}, "made": "2022"}).question, Text)
    assert [(("question",), "LB104")] == faults(Assessment, {"question": " ", "made": "2022"})


@pytest.mark.parametrize("field", ["alternatives", "indicators", "positions"])
def test_parts_of_an_assessment_have_ids(field: str) -> None:
    """Alternatives, indicators and positions are called by ids."""
    parts = {
        "alternatives": {"hypothesis": "Nie."},
        "indicators": {"text": "Rauch.", "direction": "for"},
        "positions": {"by": "erika"},
    }
    value = {"question": "wann", "made": "2022"}
    assert list(read(Assessment, {**value, field: {"erste-2": parts[field]}}).model_dump()[field]) == ["erste-2"]
    assert ["LB110"] == [code for _, code in faults(Assessment, {**value, field: {"Erste Lage": parts[field]}})]


# Facts


def test_evidence_in_short() -> None:
    """A bare id, or a list of ids, asserts the fact."""
    for short in ("a", ["a"], [{"source": "a"}]):
        assert (read(Evidence, {"source": "a"}),) == read(Fact, {"statement": "S", "evidence": short}).evidence
    assert "asserts" == read(Evidence, {"source": "a"}).stance
    assert () == read(Fact, {"statement": "S", "evidence": []}).evidence


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"number": "10"}, (10, 10)),
        ({"number": "10", "circa": "true"}, (9, 11)),
        ({"number": "-10", "circa": "true"}, (-11, -9)),
        ({"low": "1.5", "high": "2"}, (1.5, 2)),
        ({"low": "2", "high": "2", "best": "2"}, (2, 2)),
        ({"low": "10", "high": "20", "circa": "true"}, (9, 22)),
    ],
)
def test_ranges(value: dict[str, str], expected: tuple[float, float]) -> None:
    """A value is a number or a range; about widens it by a tenth on either side, below zero too."""
    assert expected == pytest.approx(read(Measure, value).range)


@pytest.mark.parametrize(
    "value", [{}, {"low": "1"}, {"high": "1"}, {"best": "1"}, {"number": "1", "high": "2"}, {"low": "2", "high": "1"}]
)
def test_no_ranges(value: dict[str, str]) -> None:
    """Numbers that don't go together are refused."""
    assert [((), "LB115")] == faults(Measure, value)


@pytest.mark.parametrize(
    "text", ["1,07", "1e3", "0x1", "1_0", "+1", "NaN", "inf", "1.", ".5", "١", "1 000", "", "1" * 16]
)
def test_no_numbers(text: str) -> None:
    """A number has digits and a decimal point, and nothing else."""
    assert faults(Measure, {"number": text})[0][1] in ("LB109", "LB104")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("70", "Write 0.7 for 70 per cent."),
        ("100", "Write 1 for 100 per cent."),
        ("65,5", "Write 0.655 for 65.5 per cent."),
        ("70 %", "Write 0.7 for 70 per cent."),
        ("0.5%", "Write 0.005 for 0.5 per cent."),
        ("1.5", "Write it like 0.65."),
        ("101", "Write it like 0.65."),
        ("-0.1", "Write it like 0.65."),
        ("0,7", "Write the decimal point: 0.7."),
        ("150 %", "Write digits with a decimal point and nothing else."),
    ],
)
def test_probability_in_per_cent(text: str, hint: str) -> None:
    """Whoever states a probability in per cent is told what to write in its place."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Probability).validate_python(text)
    (found,) = caught.value.errors()[0]["ctx"]["faults"]
    assert ("LB109", hint) == (found.code, found.hint)


# Voices, addresses, languages


def test_voices() -> None:
    """A voice is an entity, a free name, or described without a name."""
    quote = read(Quote, {"speaker": {"unnamed": "eine Teilnehmerin", "of": "rat", "count": "2"}, "source": "a"})
    (speaker,) = quote.speaker
    assert isinstance(speaker, Unnamed)
    assert (2, "rat") == (speaker.count, speaker.of)
    assert ("a", "b") == read(Quote, {"speaker": ["a", "b"], "source": "a"}).speaker
    assert [(("speaker",), "LB104")] == faults(Quote, {"speaker": [], "source": "a"})
    # Without an author it would be the desk's.
    assert [(("by",), "LB104")] == faults(Assessment, {"question": "A?", "made": "2022", "by": []})
    assert [(("speaker", 0, "unnamed"), "missing")] == [
        (where, code) for where, code in faults(Quote, {"speaker": {"of": "rat"}, "source": "a"})
    ]
    assert [(("by", 0), "LB105")] == faults(Assessment, {"question": "a", "made": "2022", "by": [["a"]]})


def test_unknown_original() -> None:
    """The original may be unknown, in whole or but for its language."""
    assert not read(Quote, {"speaker": "a", "source": "b"}).original.known
    assert not read(Quote, {"speaker": "a", "source": "b", "original": {"lang": "ru"}}).original.known
    assert read(Quote, {"speaker": "a", "source": "b", "original": {"text": "Nein"}}).original.known


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "HTTP://EXAMPLE.ORG",
        "mailto:a@example.org",
        "https://example.org/ä?b=c#d",
        "http://[::1]/",
    ],
)
def test_addresses(url: str) -> None:
    """Addresses of the web and of mail may be linked."""
    assert url == read(Source, {"kind": "report", "url": url}).url


@given(st.text())
def test_no_other_addresses(text: str) -> None:
    """No text but such an address may be linked."""
    scheme = text.strip().partition(":")[0].lower()
    if scheme not in ("http", "https", "mailto"):
        assert faults(Source, {"kind": "report", "url": text})


@pytest.mark.parametrize(
    "url",
    [
        "https://a b",
        "https://a\tb",
        "https:///",
        "https://\u202eb",
        "mailto:a",
        "https:x",
        "https://a\x00",
        "https://?",
    ],
)
def test_broken_addresses(url: str) -> None:
    """An address with blanks, invisible characters, or without a host is refused."""
    assert [(("url",), "LB108")] == faults(Source, {"kind": "report", "url": url})


@pytest.mark.parametrize("field", ["first_hand", "unseen", "quotable"])
def test_flags(field: str) -> None:
    """A flag is true or false, in these words."""
    assert getattr(read(Source, {"kind": "report", field: "true"}), field) is True
    assert getattr(read(Source, {"kind": "report", field: "false"}), field) is False
    for text in ("yes", "no", "True", "1", "on", ""):
        assert faults(Source, {"kind": "report", field: text})


def test_aliases() -> None:
    """Another name is a text, a text by language, or has dates beside it."""
    aliases = read(Organisation, {"name": "A", "aliases": ["B", {"de": "C"}, {"name": "D", "from": "1990"}]}).aliases
    assert ["B", "C", "D"] == [each.name.in_language("de").value for each in aliases]


def test_first_hand_kinds() -> None:
    """Some kinds of source are first-hand by their nature."""
    assert read(Source, {"kind": "transcript"}).is_first_hand
    assert not read(Source, {"kind": "report"}).is_first_hand
    assert read(Source, {"kind": "report", "first_hand": "true"}).is_first_hand


def test_records_are_frozen() -> None:
    """Nothing changes a record once it is read."""
    with pytest.raises(ValidationError):
        read(Question, {"text": "Wann?"}).text = "Wer?"
