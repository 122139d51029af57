"""The kinds of pages that a site has, and few pages that show everything there is on any of them."""

from collections.abc import Sequence
from typing import Final

from generator.build import Site
from tests.site.built import ERROR_PAGE, BuiltPage, BuiltSite

HAND_WRITTEN: Final = "hand-written"
"""Name of the kind of pages that nobody generated."""

MOST: Final = 0.8
"""Which share of what there is on pages of a kind makes one of them a good example."""


def kinds(planned: Site, site: BuiltSite, lang: str) -> dict[str, list[BuiltPage]]:
    """Return the pages of a language by their kind: template, kind of records listed, kind of the record shown.

    A page of a new template, or of a new kind of record, is a kind of its own without anybody adding it here.
    The error page speaks all languages, and belongs to each.
    """
    found: dict[str, list[BuiltPage]] = {"error": [site.pages[ERROR_PAGE]]}
    generated = {rendered.page.address: rendered.page for rendered in planned.pages}
    for page in site.proper:
        if page.lang != lang:
            continue
        plan = generated.get(page.address)
        if plan is None:
            name = HAND_WRITTEN
        else:
            subject = "" if plan.subject is None else plan.subject.kind.name
            name = " ".join(part for part in (plan.template, plan.kind, subject) if part)
        found.setdefault(name, []).append(page)
    return found


def examples(planned: Site, site: BuiltSite, lang: str) -> dict[str, list[BuiltPage]]:
    """Return few pages of each kind that together have every element and every class there is in a language.

    Of each kind it is the shortest page with most of what there is on its kind, and then whatever is still missing.
    """
    every = kinds(planned, site, lang)
    found = {kind: [_typical(pages)] for kind, pages in every.items()}
    seen = {mark for chosen in found.values() for mark in chosen[0].marks}
    kind_of = {page.address: kind for kind, pages in every.items() for page in pages}
    rest = [page for pages in every.values() for page in pages]
    while missing := {mark for page in rest for mark in page.marks} - seen:
        best = min(rest, key=lambda page: (-len(page.marks & missing), page.size, page.address))
        found[kind_of[best.address]].append(best)
        seen |= best.marks
    return found


def _typical(pages: Sequence[BuiltPage]) -> BuiltPage:
    """Return the shortest of the pages that have most of what there is on any of them."""
    enough = MOST * max(len(page.marks) for page in pages)
    return min((page for page in pages if len(page.marks) >= enough), key=lambda page: (page.size, page.address))
