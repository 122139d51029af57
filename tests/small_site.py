"""A site of a few generated pages in two languages, to put a shell around without any content on disk."""

from pathlib import Path
from typing import Final

from generator.build import Checked, Site
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic
from generator.pages import NavEntry, Page
from generator.render import Rendered

CALL: Final = "briefings/call/"
"""Key of the briefing."""

ABSENT: Final = "events/"
"""Key of a page that exists in German only."""

FILES: Final[dict[str, bytes | Path]] = {
    f"{CALL}call.bib": "@online{call, title = {Gespräch}}\n".encode(),
    f"{CALL}hall.png": Path(__file__).parent / "cases" / "kind-figure" / "briefings" / "saal.png",
}
"""Files beside the pages: what one holds, and where the other lies."""

DESCRIPTION: Final = 'What the "summit" & <more> gave'
"""Description of the briefing; its characters must not break out of an attribute."""

_WORDS: Final = {
    "de": {
        "home": "Lagebild",
        "briefings": "Briefings",
        "people": "Personen",
        "events": "Ereignisse",
        "search": "Recherche",
        "briefing": "Gespräch der Präsidenten am 7. Dezember 2021",
        "section": "Was besprochen wurde",
        "one-page": "Gespräch der Präsidenten am 7. Dezember 2021 – alles auf einer Seite",
        "facts": "Fakten",
        "quotes": "Zitate",
        "open": "Offene Fragen",
        "sources": "Quellen",
        "scales": "Skalen",
        "codes": "Prüfungen",
        "text": "Die Präsidenten sprachen zwei Stunden lang per Video. Zur Sprache kamen die Truppen an der Grenze, "
        "die Gaspipeline und die diplomatischen Vertretungen beider Länder. Über den Verlauf veröffentlichten beide "
        "Seiten eigene Mitteilungen, die sich in Länge und Gewichtung unterscheiden.",
        "status": "bestätigt",
    },
    "en": {
        "home": "Lagebild",
        "briefings": "Briefings",
        "people": "People",
        "events": "Events",
        "search": "Research",
        "briefing": "The presidents’ call of 7 December 2021",
        "section": "What was discussed",
        "one-page": "The presidents’ call of 7 December 2021 – all on one page",
        "facts": "Facts",
        "quotes": "Quotes",
        "open": "Open questions",
        "sources": "Sources",
        "scales": "Scales",
        "codes": "Checks",
        "text": "The presidents spoke for two hours by video. They discussed the troops at the border, the gas "
        "pipeline and the diplomatic missions of both countries. Both sides published their own readouts, "
        "which differ in length and in weight.",
        "status": "confirmed",
    },
}


def small_site(*diagnostics: Diagnostic) -> Site:
    """Return the site; with diagnostics as if the content were wrong."""
    pages = tuple(rendered for lang in _WORDS for rendered in _pages(lang))
    navigation = {lang: _navigation(words) for lang, words in _WORDS.items()}
    return Site(Checked(Corpus(()), diagnostics, {}), pages, navigation, FILES)


def _navigation(words: dict[str, str]) -> tuple[NavEntry, ...]:
    return (
        NavEntry(words["briefings"], "briefings/"),
        NavEntry(words["search"], None, (NavEntry(words["people"], "people/"), NavEntry(words["events"], ABSENT))),
        NavEntry("Nobody wrote this page", "nowhere/"),
    )


def _pages(lang: str) -> list[Rendered]:
    words = _WORDS[lang]
    paragraph = words["text"]

    def rendered(
        key: str,
        title: str,
        body: str,
        *,
        area: str,
        description: str = "",
        previous: str | None = None,
        following: str | None = None,
        canonical: str | None = None,
    ) -> Rendered:
        page = Page(
            key=key,
            lang=lang,
            prefix="" if lang == "de" else f"{lang}/",
            template="small",
            area=area,
            previous=previous,
            next=following,
            canonical=canonical,
            searchable=canonical is None,
        )
        return Rendered(page, title, description, f"# {title} {{#s--top}}\n\n{body}\n")

    facts = "\n\n".join(
        f"### {words['facts']} {number} {{#fact-{number}}}\n\n{paragraph}\n\n"
        f'| A | B |\n|---|---|\n| {words["status"]} | <a href="#fact-{number}">{number}</a> |'
        for number in range(1, 4)
    )
    briefing = (
        f"{paragraph}\n\n## {words['facts']} {{#s--facts}}\n\n{facts}\n\n"
        f"## {words['quotes']} {{#s--quotes}}\n\n> {paragraph}\n\n"
        f"## {words['open']} &amp; &lt;R&gt; {{#s--questions}}\n\n1. {paragraph}\n2. {paragraph}\n\n"
        f"<details><summary>{words['section']}</summary><p>{paragraph}</p></details>"
    )
    talks = f"{CALL}talks/"
    pages = [
        rendered("", words["home"], f'{paragraph}\n\n<a href="briefings/">{words["briefings"]}</a>', area=""),
        rendered("briefings/", words["briefings"], f'- <a href="call/">{words["briefing"]}</a>', area="briefings/"),
        rendered(CALL, words["briefing"], briefing, area="briefings/", description=DESCRIPTION, following=talks),
        rendered(talks, words["section"], paragraph, area="briefings/", previous=CALL),
        rendered(f"{CALL}one-page/", words["one-page"], briefing, area="briefings/", canonical=CALL),
        rendered("people/", words["people"], paragraph, area="people/"),
        # The hand-written pages lead to these.
        rendered("scales/", words["scales"], f"## A to F {{#admiralty}}\n\n{paragraph}", area="scales/"),
        rendered("codes/", words["codes"], paragraph, area="codes/"),
        rendered("sources/", words["sources"], paragraph, area="sources/"),
    ]
    if lang == "de":
        pages.append(rendered(ABSENT, words["events"], paragraph, area=ABSENT))
    return pages
