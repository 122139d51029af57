"""The façade: check a site's content, or render all of its pages. No printing, no exit."""

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from generator.checks import run_checks
from generator.corpus import Corpus, Key, check_published, link, publish
from generator.diagnostics import Diagnostic, Severity
from generator.document import read_text
from generator.kinds import BRIEFING
from generator.load import load
from generator.model.date import Date
from generator.pages import CITE, NavEntry, Page, Routes, plan
from generator.pictures import Picture, read_pictures
from generator.render import Rendered, Renderer
from generator.repository import today
from generator.settings import Settings


@dataclass(frozen=True)
class Checked:
    """What a look at the content found."""

    corpus: Corpus
    """All records that could be read, drafts included."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong, by place."""
    sources: Mapping[str, str]
    """Text of each file that was read, by its path."""
    pictures: Mapping[Key, Picture] = field(default_factory=dict)
    """Pictures by the keys of their figures."""

    def fails(self, fail_on: str) -> bool:
        """Return whether the content may not be published.

        Args:
            fail_on: `error`, or `warning` to fail on warnings too.
        """
        grave = {Severity.ERROR} if fail_on == "error" else {Severity.ERROR, Severity.WARNING}
        return any(each.severity in grave for each in self.diagnostics)

    @property
    def counts(self) -> tuple[int, int]:
        """Number of briefings and of records, heads not counted."""
        kinds = Counter(entry.kind.name for entry in self.corpus.entries)
        return kinds[BRIEFING.name], kinds.total() - kinds[BRIEFING.name]


@dataclass(frozen=True)
class Site:
    """All generated pages of a site."""

    checked: Checked
    """What the content is, and what is wrong with it."""
    pages: tuple[Rendered, ...]
    """Pages; empty where the content may not be published."""
    navigation: Mapping[str, tuple[NavEntry, ...]]
    """Navigation by language."""
    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    """What stands beside the pages, by address: what a file holds, or where it lies."""


def dated(root: Path, settings: Settings) -> Settings:
    """Return settings that name the day that counts as today; where it isn't set, git is asked for it."""
    return settings if settings.today else settings.model_copy(update={"today": today(root)})


def _now(root: Path, settings: Settings) -> Date:
    return Date.parse(str(dated(root, settings).today))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch the cyclic garbage collector off: nearly everything made here stays until the end."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def check(root: Path, settings: Settings) -> Checked:
    """Read and check all content of a site.

    Args:
        root: The project's folder, in which `mkdocs.yml` stands.
        settings: The site's settings.
    """
    with _without_collector():
        loaded = load(root, settings)
        corpus, problems = link(loaded)
        now = _now(root, settings)
        pictures, missing = read_pictures(root, corpus.records("figure"))
        whole = all(each.severity is not Severity.ERROR for each in (*loaded.diagnostics, *problems))
        diagnostics = (
            *loaded.diagnostics,
            *problems,
            *missing,
            *check_published(corpus, now),
            *run_checks(corpus, settings, now, whole=whole),
        )
        sources = {document.path: document.text for document in loaded.documents}
        sources |= {path: text for path, file in loaded.unread.items() if (text := read_text(file))}
        return Checked(corpus, tuple(sorted(set(diagnostics))), sources, pictures)


def build(
    root: Path,
    settings: Settings,
    progress: Callable[[str, int, int], None] | None = None,
    only: Callable[[Page], bool] = lambda _: True,
) -> Site:
    """Check a site's content and render its pages.

    Args:
        root: The project's folder.
        settings: The site's settings.
        progress: Called with what is made, `pages`, with how many are done, and how many there are.
        only: Tells which pages are rendered; all of them are without it.

    Returns:
        The site; without pages where the content fails.
    """
    settings = dated(root, settings)
    checked = check(root, settings)
    if checked.fails(settings.fail_on):
        return Site(checked, (), {})
    with _without_collector():
        now = _now(root, settings)
        corpus = publish(checked.corpus, now)
        renderer = Renderer(corpus, settings, now, checked.pictures)
        routes = plan(corpus, settings, renderer.name)
        clashes = tuple(_clashes(routes))
        if clashes:
            diagnostics = tuple(sorted((*checked.diagnostics, *clashes)))
            return Site(Checked(checked.corpus, diagnostics, checked.sources), (), {})
        pages = []
        chosen = [page for page in routes.pages if only(page)]
        for number, page in enumerate(chosen, start=1):
            pages.append(renderer.render(page))
            if progress:
                progress("pages", number, len(chosen))
        files: dict[str, bytes | Path] = {
            Routes.file_of(figure): checked.pictures[figure.key].file for figure in corpus.records("figure")
        }
        for page in chosen:
            if page.template == CITE:
                files |= renderer.bibliographies(page)
            if page.has_whole:
                files |= [renderer.whole(page)]
        return Site(checked, tuple(pages), routes.navigation, files)


def _clashes(routes: Routes) -> Iterator[Diagnostic]:
    """Yield records whose page would stand at the address of another page; once, whatever the number of languages."""
    seen: dict[str, Page] = {}
    for page in routes.pages:
        first = seen.setdefault(page.key, page)
        if first is page or first.lang != page.lang:
            continue
        # The one-page view is about a briefing, and in the way of a section, whose id it is that can change.
        subjects = [each.subject for each in (page, first) if each.subject is not None]
        subject = min(subjects, key=lambda each: each.kind is BRIEFING)
        message = f"Two pages would stand at the address /{page.address}"
        yield Diagnostic(subject.locate(key=True), Severity.ERROR, "LB401", message, "Give the record another id.")
