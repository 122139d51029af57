"""A few generated pages to put a shell around; stands in for the core in the tests of the shell."""

from pathlib import Path

from generator.build import NavEntry, Options, Rendered, Site
from generator.diagnostics import Diagnostic
from generator.pages import Page

_WORDS = {
    "de": {
        "home": "Lagebild",
        "briefings": "Briefings",
        "people": "Personen",
        "events": "Ereignisse",
        "timeline": "Zeitleiste",
        "search": "Recherche",
        "method": "Methode",
        "handbook": "Handbuch",
        "briefing": "Gespräch der Präsidenten am 7. Dezember 2021",
        "section": "Was besprochen wurde",
        "one-page": "Gespräch der Präsidenten am 7. Dezember 2021 – alles auf einer Seite",
        "facts": "Fakten",
        "quotes": "Zitate",
        "open": "Offene Fragen",
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
        "timeline": "Timeline",
        "search": "Research",
        "method": "Method",
        "handbook": "Handbook",
        "briefing": "The presidents’ call of 7 December 2021",
        "section": "What was discussed",
        "one-page": "The presidents’ call of 7 December 2021 – all on one page",
        "facts": "Facts",
        "quotes": "Quotes",
        "open": "Open questions",
        "text": "The presidents spoke for two hours by video. They discussed the troops at the border, the gas "
        "pipeline and the diplomatic missions of both countries. Both sides published their own readouts, "
        "which differ in length and in weight.",
        "status": "confirmed",
    },
}


def site(root: Path, options: Options, diagnostics: tuple[Diagnostic, ...] = ()) -> Site:
    """Return a site of a few pages in every language of `options`."""
    del root
    pages = tuple(rendered for lang in options.languages for rendered in _pages(lang))
    navigation = {lang: _navigation(_WORDS[lang]) for lang in options.languages}
    return Site(pages=pages, diagnostics=diagnostics, navigation=navigation, counts={})


def _navigation(words: dict[str, str]) -> tuple[NavEntry, ...]:
    return (
        NavEntry(words["briefings"], "briefings/", ()),
        NavEntry(
            words["search"],
            None,
            (NavEntry(words["people"], "people/", ()), NavEntry(words["events"], "events/", ())),
        ),
        NavEntry(words["method"], "method/", ()),
        NavEntry(words["handbook"], "handbook/", ()),
        NavEntry("Nobody wrote this page", "nowhere/", ()),
    )


def _pages(lang: str) -> list[Rendered]:
    words = _WORDS[lang]
    paragraph = words["text"]
    home = f'# {words["home"]} {{#s--top}}\n\n{paragraph}\n\n<p><a href="briefings/">{words["briefings"]}</a></p>\n'
    briefings = f'# {words["briefings"]} {{#s--top}}\n\n- <a href="call/">{words["briefing"]}</a>\n'
    facts = "\n\n".join(
        f"### {words['facts']} {number} {{#fact-{number}}}\n\n{paragraph}\n\n"
        f'| A | B |\n|---|---|\n| {words["status"]} | <a href="#fact-{number}">{number}</a> |'
        for number in range(1, 4)
    )
    briefing = (
        f"# {words['briefing']} {{#s--top}}\n\n{paragraph}\n\n"
        f"## {words['facts']} {{#s--facts}}\n\n{facts}\n\n"
        f"## {words['quotes']} {{#s--quotes}}\n\n> {paragraph}\n\n"
        f"## {words['open']} &amp; &lt;R&gt; {{#s--questions}}\n\n1. {paragraph}\n2. {paragraph}\n\n"
        f"<details><summary>{words['section']}</summary><p>{paragraph}</p></details>\n"
    )
    section = f"# {words['section']} {{#s--top}}\n\n{paragraph}\n\n{paragraph}\n"
    people = f"# {words['people']} {{#s--top}}\n\n{paragraph}\n"
    events = f"# {words['events']} {{#s--top}}\n\n{paragraph}\n"
    call = "briefings/call/"
    return [
        Rendered(Page("", lang, words["home"], paragraph, ""), home),
        Rendered(Page("briefings/", lang, words["briefings"], "", "briefings/"), briefings),
        Rendered(
            Page(call, lang, words["briefing"], 'Was der "Gipfel" <ergab>', "briefings/", next=f"{call}talks/"),
            briefing,
        ),
        Rendered(Page(f"{call}talks/", lang, words["section"], paragraph, "briefings/", previous=call), section),
        Rendered(
            Page(f"{call}one-page/", lang, words["one-page"], "", "briefings/", canonical=call, searchable=False),
            briefing.replace(words["briefing"], words["one-page"], 1),
        ),
        Rendered(Page("people/", lang, words["people"], "", "people/"), people),
        *([Rendered(Page("events/", lang, words["events"], "", "events/"), events)] if lang == "de" else []),
    ]
