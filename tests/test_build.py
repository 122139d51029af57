"""The façade: content is checked, or becomes pages; whatever is sound can be built, and every link in it holds."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.build import build, check
from generator.diagnostics import Severity
from generator.kinds import BY_NAME
from generator.pdf import print_site
from generator.settings import Settings
from tests.small_project import (
    SESSION,
    dead_links,
    examples,
    html_of,
    markdown_of,
    picture,
    site_of,
    small_project,
    write,
)

SETTINGS: Final = Settings(today=date(2022, 1, 26), severities={"LB3xx": "off"})

# Corpora

TEXTS: Final = st.sampled_from(
    ["Der Beispielrat tagte.", "# Raute", "<b>", "1. Punkt", "a | b", "{{ x }}", "„so“", "😀", "[@a]", "x" * 300]
)
BOTH: Final = st.one_of(TEXTS, st.fixed_dictionaries({}, optional={"de": TEXTS, "en": TEXTS}).filter(bool))
DATES: Final = st.sampled_from(
    [
        *("2022", "2022-01", "2022-01-20", "2022-01-20T17:00+01:00", "2021-12-07/2021-12-09", "2021/..", "../2021"),
        *("unknown", "202X", "2021-12-XX", "2022-01?", "2022~", "0800", "20XX", "2021-XX", "2021-12-31/2022-01-01"),
        *("2022-01-20T17:00Z/2022-01-20T18:00Z", "2021/2022-03", "/2021", "2021%"),
    ]
)
DATE: Final = st.one_of(
    DATES, st.just({"one_of": ["2022-01-25", "2022-01-26"]}), st.just({"within": "2022-01-10/2022-02-13"})
)
FREE: Final = st.sampled_from(["Ein freier Name", "Volksblatt (AT)", "<i>"])
LANGS: Final = st.sampled_from(["de", "en", "ru", "unknown"])
URLS: Final = st.sampled_from(["https://example.org/a?b=1&c=[2]", "mailto:a@example.org", 'http://example.org/"x"'])
PROSE: Final = (
    "Text.",
    "**Stark** und *schräg*.",
    "- eins\n- zwei",
    "> Zitat",
    "1. a\n2. b",
    "[x](https://example.org/)",
)


class Writer:
    """Draws the records of a small corpus."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.ids: dict[str, list[str]] = {}
        for letter, kind in zip("abcdefghijklmno", (kind for kind in BY_NAME if kind != "briefing"), strict=False):
            self.ids[kind] = [f"{letter}{number}" for number in range(draw(st.integers(0, 2)))]
        self.ids["quote"] = self.ids["quote"] if self.ids["source"] else []  # a quote needs one

    def maybe(self, **fields: Callable[[], Any]) -> dict[str, Any]:
        """Return some of the fields."""
        return {
            name.removesuffix("_"): value
            for name, make in fields.items()
            if self.draw(st.booleans()) and (value := make()) not in (None, [])
        }

    def one(self, *kinds: str, free: bool = False) -> str | None:
        """Return the id of a record of one of the kinds, or a free name; None if there is none."""
        ids = [each for kind in kinds for each in self.ids[kind]]
        if free:
            return str(self.draw(st.one_of(FREE, *([st.sampled_from(ids)] if ids else []))))
        return self.draw(st.sampled_from(ids)) if ids else None

    def some(self, *kinds: str, free: bool = False) -> list[str]:
        """Return up to three of them."""
        found = [self.one(*kinds, free=free) for _ in range(self.draw(st.integers(0, 3)))]
        return [each for each in found if each is not None]

    def text(self) -> Any:  # noqa: ANN401  # a text or a mapping of languages
        """Return a text."""
        return self.draw(BOTH)

    def date(self) -> Any:  # noqa: ANN401  # a text or a mapping
        """Return a date."""
        return self.draw(DATE)

    def voice(self) -> Any:  # noqa: ANN401  # a text or a mapping
        """Return a voice."""
        if self.draw(st.booleans()):
            return self.one("person", "organisation", free=True)
        return {"unnamed": self.text(), **self.maybe(of=lambda: self.one("person", "organisation"))}

    def value(self) -> dict[str, Any]:
        """Return a number or a range."""
        return self.draw(
            st.sampled_from([{"number": "12"}, {"low": "1.5", "high": "2", "best": "1.7", "circa": "true"}])
        )

    def prose(self) -> str:
        """Return running text with citations and cards."""
        everything = [each for ids in self.ids.values() for each in ids]
        pieces = list(PROSE)
        pieces += [f"Satz [@{each}; @{each}, S. 3]." for each in everything] + [f"[@{each}]" for each in everything]
        pieces += [f"- a [@{each}]\n- b\n\n  c [@{each}]" for each in everything]
        return "\n\n".join(self.draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=4)))

    def common(self, kind: str) -> dict[str, Any]:
        """Return fields that any record may have."""
        return self.maybe(added=self.date, replaced_by=lambda: self.one(kind), note_to_editors=self.text)

    def evidence(self) -> dict[str, Any] | None:
        """Return an item of evidence."""
        source = self.one("source", "quote")
        if source is None:
            return None
        stances = ["asserts", "documents", "reports", "denies", "contradicts"]
        return {
            "source": source,
            "stance": self.draw(st.sampled_from(stances)),
            **self.maybe(
                by=self.voice,
                relays=lambda: self.some("source"),
                part=self.text,
                value=self.value,
                quote=lambda: self.draw(TEXTS),
                locator=lambda: self.draw(TEXTS),
                credibility=lambda: self.draw(st.sampled_from("123456")),
                set_aside=self.text,
            ),
        }

    def record(self, kind: str) -> dict[str, Any]:
        """Return a record of a kind with some of its fields."""
        return {**getattr(self, f"_{kind}")(), **self.common(kind)}

    def _section(self) -> dict[str, Any]:
        return {"title": self.text(), "body": self.prose()}

    def _fact(self) -> dict[str, Any]:
        found = [self.evidence() for _ in range(self.draw(st.integers(0, 3)))]
        facts = self.ids["fact"]
        return {
            "statement": self.text(),
            "evidence": [each for each in found if each],
            **self.maybe(
                when=self.date,
                due=self.date,
                where=lambda: self.some("place", free=True),
                about=lambda: self.some("person", "organisation", "place", "event", "topic", free=True),
                parties=lambda: self.some("person", "organisation", free=True),
                topics=lambda: self.some("topic"),
                value=self.value,
                form=lambda: "saying",
                related=lambda: [{"to": each, "rel": "explains"} for each in facts],
            ),
        }

    def _quote(self) -> dict[str, Any]:
        original = {"lang": self.draw(LANGS), "text": self.draw(TEXTS)}
        translation = {"de": {"text": self.draw(TEXTS), "by": "unknown"}}
        return {
            "speaker": self.draw(st.sampled_from([self.voice(), [self.voice(), self.voice()]])),
            "source": self.one("source"),
            **self.maybe(
                original=lambda: original,
                translations=lambda: translation,
                when=self.date,
                via=lambda: self.some("person", "organisation", "source", "event", free=True),
                topics=lambda: self.some("topic"),
                role=self.text,
            ),
        }

    def _assessment(self) -> dict[str, Any]:
        argument = ("fact", "quote", "source", "assessment")
        rated = self.one(*argument)
        nowhere = {"hypothesis": self.text(), **({"ratings": {rated: "neutral"}} if rated else {})}
        return {
            "question": self.one("question") or "Ob es so kommt?",
            "made": self.date(),
            **self.maybe(
                judgement=self.text,
                kind=lambda: self.draw(st.sampled_from(["forecast", "explanation", "hope", "advice"])),
                by=self.voice,
                source=lambda: self.one("source"),
                probability=lambda: "0.65",
                wording=lambda: {"lang": "ru", "text": self.draw(TEXTS)},
                horizon=self.date,
                for_=lambda: self.some(*argument),
                against=lambda: self.some(*argument),
                assumptions=lambda: [self.text()],
                alternatives=lambda: {"a": nowhere},
                indicators=lambda: {"a": {"text": self.text(), "direction": "for", "observed": {"at": self.date()}}},
                positions=lambda: {"a": {"by": self.voice(), "abstains": "true"}},
                revises=lambda: self.one("assessment"),
                outcome=lambda: {"result": "mixed", "at": self.date(), "evidence": self.some(*argument)},
            ),
        }

    def _question(self) -> dict[str, Any]:
        return {
            "text": self.text(),
            **self.maybe(
                bears_on=lambda: self.some(*self.ids),
                answered=lambda: {"at": self.date(), "with": self.some(*self.ids)},
                topics=lambda: self.some("topic"),
            ),
        }

    def _correction(self) -> dict[str, Any]:
        return {
            "at": self.date(),
            "targets": self.some(*self.ids),
            "reason": self.text(),
            **self.maybe(withdraws=lambda: "true"),
        }

    def _redaction(self) -> dict[str, Any]:
        return {"at": self.date(), "targets": self.some(*self.ids), "ground": self.text()}

    def _figure(self) -> dict[str, Any]:
        return {"file": "a.png", "alt": self.text(), "credit": self.text(), "licence": self.draw(TEXTS)}

    def _person(self) -> dict[str, Any]:
        role = {"title": self.text(), "of": self.one("organisation", free=True), "from": "2019", "to": "2021"}
        return {
            "name": self.text(),
            **self.maybe(
                aliases=lambda: [self.text(), {"name": self.text(), "from": "1990"}],
                roles=lambda: [role, {"title": self.text()}],
                wikidata=lambda: "Q1",
                description=self.text,
            ),
        }

    def _organisation(self) -> dict[str, Any]:
        return {**self._person(), **self.maybe(reliability=lambda: "E", descriptor=self.text)}

    def _place(self) -> dict[str, Any]:
        return self._person()

    def _event(self) -> dict[str, Any]:
        return {
            "name": self.text(),
            **self.maybe(
                when=self.date,
                where=lambda: self.some("place", free=True),
                participants=lambda: self.some("person", "organisation", free=True),
                state=lambda: "planned",
                topics=lambda: self.some("topic"),
            ),
        }

    def _topic(self) -> dict[str, Any]:
        return {"name": self.text(), **self.maybe(description=self.text)}

    def _series(self) -> dict[str, Any]:
        return {"title": self.text(), "briefings": ["eins", "zwei"]}

    def _source(self) -> dict[str, Any]:
        return {
            "kind": self.draw(st.sampled_from(["report", "wire", "readout", "primary-document"])),
            **self.maybe(
                title=self.text,
                title_is=lambda: "descriptive",
                publisher=lambda: self.one("person", "organisation", free=True),
                authors=lambda: self.some("person", "organisation", free=True),
                published=self.date,
                url=lambda: self.draw(URLS),
                archived=lambda: [{"url": self.draw(URLS)}],
                lang=lambda: self.draw(LANGS),
                relays=lambda: self.some("source"),
                unseen=lambda: "true",
                first_hand=lambda: "true",
            ),
        }


HEADS: Final[tuple[dict[str, str], ...]] = (
    {"title": "Eins", "as_of": "2022-01-20"},
    {"title": "Eins", "as_of": "unknown", "lang": "en"},
    {"title": "Eins", "as_of": "2022-01", "status": "superseded", "replaced_by": "zwei"},
)


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, str]:
    """Give the files of a small corpus: a registry and two briefings, which mostly hold together."""
    writer = Writer(draw)
    registry: dict[str, Any] = {}
    first: dict[str, Any] = {"briefing": {**draw(st.sampled_from(HEADS))}}
    first["briefing"] |= writer.maybe(
        lead=writer.text,
        authors=lambda: writer.some("person", "organisation", free=True),
        topics=lambda: writer.some("topic"),
        key_judgements=lambda: writer.some("assessment", "fact"),
        related=lambda: [{"to": "zwei", "rel": "follows"}],
    )
    shared = draw(st.booleans())
    for kind, ids in writer.ids.items():
        records = without_circles({each: writer.record(kind) for each in ids})
        if records:
            (registry if shared and BY_NAME[kind].paged else first)[BY_NAME[kind].plural] = without_nothing(records)
    second = {"briefing": {"title": "Zwei", "as_of": "2022-01-21", **writer.maybe(related=list, lead=writer.text)}}
    files = {"registry": registry, "eins": first, "zwei": second}
    return {f"briefings/{name}.yml": json.dumps(value, ensure_ascii=False) for name, value in files.items() if value}


def without_circles(records: dict[str, Any]) -> dict[str, Any]:
    """Return records of which each is only replaced or revised by what comes after it."""
    later = list(records)
    for fields in records.values():
        del later[0]
        for name in ("replaced_by", "revises"):
            if fields.get(name) not in later:
                fields.pop(name, None)
    return records


def without_nothing(value: Any) -> Any:  # noqa: ANN401  # any value of a file
    """Return a value without what there was no record for."""
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item is not None}
    return value


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that each example writes anew."""
    return tmp_path_factory.mktemp("corpora")


@settings(max_examples=examples(0.2))
@given(files=corpora())
def test_sound_content_can_be_built(project: Path, files: dict[str, str]) -> None:
    """Of any content without errors all pages are rendered, all links lead somewhere, and all briefings are printed."""
    for file in project.glob("briefings/*.yml"):
        file.unlink()
    write(project, {"briefings/a.png": picture()})
    site = build(write(project, files), SETTINGS)
    errors = [each for each in site.checked.diagnostics if each.severity is Severity.ERROR]
    assume(not errors)
    assert site.pages
    printed = print_site(site, project, SETTINGS)
    assert [] == list(dead_links(html_of(printed), printed.files))
    assert all(each.severity is not Severity.ERROR for each in printed.checked.diagnostics)


# Examples


def test_content_with_errors_has_no_pages(tmp_path: Path) -> None:
    """Nothing is rendered where something is wrong; all that is wrong is told, in the order of places."""
    broken = SESSION.replace("testblatt", "testblat").replace("2022-01-20", "26.01.2022")
    site = build(small_project(tmp_path, sitzung=broken), SETTINGS)
    assert () == site.pages
    assert ["briefings/sitzung.yml:3:10", "briefings/sitzung.yml:7:15"] == [
        str(each.location) for each in site.checked.diagnostics
    ]


def test_warnings_fail_only_if_wanted(tmp_path: Path) -> None:
    """A warning stands in nobody's way, unless the site says `fail_on: warning`."""
    root = small_project(tmp_path, sitzung=SESSION.replace("vertagte die Satzung.", "vertagte. # Satzung"))
    lenient = build(root, SETTINGS)
    assert ["LB007"] == [each.code for each in lenient.checked.diagnostics]
    assert lenient.pages
    assert not lenient.checked.fails("error")
    assert lenient.checked.fails("warning")
    assert () == build(root, SETTINGS.model_copy(update={"fail_on": "warning"})).pages


def test_counts(tmp_path: Path) -> None:
    """Briefings and records are counted, drafts included, heads not among the records."""
    checked = check(
        small_project(tmp_path, entwurf="briefing:\n  title: E\n  as_of: 2022\n  status: draft\n"), SETTINGS
    )
    assert (2, 4) == checked.counts
    assert {"briefings/registry.yml", "briefings/sitzung.yml", "briefings/entwurf.yml"} == set(checked.sources)


def test_progress(tmp_path: Path) -> None:
    """Who asks is told after each page how many are done."""
    told: list[tuple[str, int, int]] = []
    site = build(small_project(tmp_path), SETTINGS, lambda *told_now: told.append(told_now))
    assert [("pages", number, len(site.pages)) for number in range(1, len(site.pages) + 1)] == told


def test_some_pages_only(tmp_path: Path) -> None:
    """Who needs only some of the pages gets these, as they are among all, and no files that belong to others."""
    root = small_project(tmp_path)
    whole = build(root, SETTINGS)
    some = build(root, SETTINGS, only=lambda page: page.template == "one-page")
    assert {} == some.files
    assert [each for each in whole.pages if each.page.template == "one-page"] == list(some.pages)


def test_same_input_same_pages(tmp_path: Path) -> None:
    """The same content gives the same pages in the same order."""
    first = small_project(tmp_path / "a")
    second = small_project(tmp_path / "b")
    assert list(markdown_of(site_of(first)).items()) == list(markdown_of(site_of(second)).items())


def test_two_records_with_one_address(tmp_path: Path) -> None:
    """Two pages at one address are an error at the record that comes second."""
    registry = "people:\n  sitzung-erika:\n    name: A\n"
    root = small_project(tmp_path, sitzung=SESSION + "people:\n  erika:\n    name: B\n")
    write(root, {"briefings/registry/zwei.yml": registry})
    (root / "briefings" / "registry.yml").rename(root / "briefings" / "registry" / "eins.yml")
    site = build(root, SETTINGS)
    assert () == site.pages
    assert ["briefings/sitzung.yml:15:3: error LB401"] == [
        str(each).rpartition(": ")[0] for each in site.checked.diagnostics
    ]
    assert site.checked.fails("error")


@pytest.mark.parametrize("identifier", ["one-page", "cite", "index"])
def test_a_section_at_the_address_of_another_view(identifier: str, tmp_path: Path) -> None:
    """A section can't take the address of another view, and is told so once; any other id is its own affair."""
    site = build(small_project(tmp_path, sitzung=SESSION.replace("beschluss", identifier)), SETTINGS)
    expected = ["briefings/sitzung.yml:10:3: error LB401"] if identifier != "index" else []
    assert expected == [str(each).rpartition(": ")[0] for each in site.checked.diagnostics]


def test_ids_never_meet_other_anchors(tmp_path: Path) -> None:
    """A briefing may be called like an anchor of the interface, and rest on a source with the id of an own record."""
    quote = "quotes:\n  wort:\n    speaker: Erika Muster\n    source: testblatt\n"
    root = small_project(
        tmp_path,
        top=SESSION + quote,
        andere=SESSION.replace("evidence: testblatt", "evidence: [testblatt, dritte/vertagt]"),
        dritte=SESSION.replace("vertagt:", "tagte:").replace("@vertagt", "@tagte")
        + "sources:\n  vertagt:\n    kind: report\n    title: Vertagt\n",
    )
    assert [] == list(dead_links(html_of(site_of(root))))


def test_rules_can_be_switched_off(tmp_path: Path) -> None:
    """The severity of a rule is the site's: an error, a warning or nothing; one code outweighs its family."""
    root = small_project(tmp_path, sitzung=SESSION.replace("evidence: testblatt", "evidence: []"))

    def found(**severities: str) -> Iterator[str]:
        for each in check(root, Settings.model_validate({"severities": severities})).diagnostics:
            if each.code == "LB301":  # not the source that nothing refers to now
                yield f"{each.severity} {each.code}"

    assert ["error LB301"] == list(found())
    assert ["warning LB301"] == list(found(LB301="warning"))
    assert [] == list(found(LB3xx="off"))
    assert ["error LB301"] == list(found(LB3xx="off", LB301="error"))


def test_today_is_given_or_the_last_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts as today is the setting, else SOURCE_DATE_EPOCH; an embargo ends on its day."""
    embargo = SESSION.replace("as_of:", "publish_at: 2022-01-26\n  as_of:")
    root = small_project(tmp_path, sitzung=embargo)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1643155200")  # 2022-01-26T00:00Z
    assert "briefings/sitzung/" in markdown_of(build(root, Settings()))
    assert "briefings/sitzung/" not in markdown_of(build(root, Settings(today=date(2022, 1, 25))))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1643155199")
    assert "briefings/sitzung/" not in markdown_of(build(root, Settings()))
