"""What the preview shows while the content has mistakes: a page in place of the site, or a notice on the last good one.

Neither is ever part of a site that is built to be published.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from markupsafe import Markup

from generator import report
from generator.diagnostics import Diagnostic, Location, Severity
from generator.locale import Catalogue

STYLESHEET: Final = Path(__file__).with_suffix(".css")
"""The style sheet of both; it takes its colours from the site's palette."""

_NOTICE: Final = re.compile(r"<!-- preview -->.*?<!-- /preview -->", re.DOTALL)
"""A notice, and its style sheet, as they stand on a page."""

_PAGE: Final = Markup("""\
<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{counts} \N{EN DASH} {site_name}</title>
{styles}</head>
<body class="lb-waiting">
<main>
<p class="lb-waiting__site">{site_name} \N{EN DASH} {label}</p>
<h1>{counts}</h1>
<p>{lead}</p>
{mistakes}</main>
</body>
</html>
""")


@dataclass(frozen=True)
class Mistakes:
    """Why a site can't be built."""

    diagnostics: tuple[Diagnostic, ...]
    """What is wrong in files, and where."""
    sources: Mapping[str, str]
    """Text of each file by its path."""
    message: str = ""
    """What MkDocs says, where it is nothing of this."""


def page(mistakes: Mistakes, words: Catalogue, site_name: str, base: str) -> str:
    """Return the page that is shown as long as there has been no good state at all.

    Args:
        mistakes: What is wrong.
        words: The words of the site's main language.
        site_name: Name of the site.
        base: Address of the folder with the style sheets.
    """
    return _PAGE.format(
        lang=words.lang,
        direction=words.direction,
        counts=_counts(mistakes, words),
        site_name=site_name,
        label=words.text("preview.label"),
        lead=words.text("preview.waiting"),
        styles=_link(base, "palette.css") + _link(base, STYLESHEET.name),
        mistakes=_list(mistakes, words),
    )


def with_notice(html: str, mistakes: Mistakes, words: Catalogue, base: str) -> str:
    """Return a page of the last good state with a notice that it is the last good state, and why.

    Args:
        html: The page; a notice that is there already is replaced.
        mistakes: What is wrong.
        words: The words of the page's language.
        base: Address of the folder with the style sheet.
    """
    notice = Markup(
        '<section class="lb-stale" lang="{}" dir="{}" aria-label="{}"><details><summary>{} {}</summary>{}</details>'
        "</section>"
    ).format(
        words.lang,
        words.direction,
        words.text("preview.label"),
        words.text("preview.stale"),
        Markup("<strong>{}</strong>").format(_counts(mistakes, words)),
        _list(mistakes, words),
    )
    clean = _NOTICE.sub("", html)
    styled = clean.replace("</head>", f"{_marked(_link(base, STYLESHEET.name))}</head>", 1)
    return re.sub(r"<body[^>]*>", lambda body: f"{body[0]}{_marked(notice)}", styled, count=1)


def _marked(html: str) -> str:
    return f"<!-- preview -->{html}<!-- /preview -->"


def _link(base: str, name: str) -> Markup:
    return Markup('<link rel="stylesheet" href="{}{}">\n').format(base, name)


def _counts(mistakes: Mistakes, words: Catalogue) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(each.severity is Severity.ERROR for each in mistakes.diagnostics) + bool(mistakes.message)
    warnings = sum(each.severity is Severity.WARNING for each in mistakes.diagnostics)
    found = (("preview.errors", errors), ("preview.warnings", warnings))
    return words.list_of(words.plural(key, count) for key, count in found if count)


def _list(mistakes: Mistakes, words: Catalogue) -> Markup:
    """Return all that is wrong, errors first; the diagnostics themselves are in English."""
    # Of errors and warnings, in either severity by place.
    ordered = sorted(mistakes.diagnostics, key=lambda each: (each.severity is not Severity.ERROR, each))
    items = [_item(each, mistakes.sources, words) for each in ordered]
    if mistakes.message:
        items.append(
            Markup('<li class="lb-mistake"><p class="lb-mistake__text" lang="en">{}</p></li>\n').format(
                mistakes.message
            )
        )
    return Markup('<ol class="lb-mistakes">\n{}</ol>\n').format(Markup().join(items))


def _item(diagnostic: Diagnostic, sources: Mapping[str, str], words: Catalogue) -> Markup:
    """Return a diagnostic: place, weight, what is wrong, the line, and how to mend it."""
    severity = "error" if diagnostic.severity is Severity.ERROR else "warning"
    lines = [
        Markup('<p class="lb-mistake__place"><code>{}</code> <span>{} {}</span></p>').format(
            diagnostic.location, words.text(f"preview.{severity}"), diagnostic.code
        ),
        Markup('<p class="lb-mistake__text" lang="en">{}</p>').format(diagnostic.message),
        *_excerpt(diagnostic.location, sources),
    ]
    if diagnostic.hint:
        lines.append(
            Markup('<p class="lb-mistake__hint"><b>{}</b> <span lang="en">{}</span></p>').format(
                words.text("preview.hint"), diagnostic.hint
            )
        )
    for related in diagnostic.related:
        lines.append(
            Markup('<p class="lb-mistake__place"><code>{}</code> <span lang="en">{}</span></p>').format(
                related.location, related.message
            )
        )
        lines += _excerpt(related.location, sources)
    return Markup('<li class="lb-mistake lb-mistake--{}">\n{}\n</li>\n').format(severity, Markup("\n").join(lines))


def _excerpt(location: Location, sources: Mapping[str, str]) -> Iterable[Markup]:
    """Give the line that a diagnostic speaks of, with its place marked, if there is one."""
    found = report.line_of(location, sources)
    if found is not None:
        before, place, after = found
        yield Markup('<p class="lb-mistake__line"><code translate="no">{}<mark>{}</mark>{}</code></p>').format(
            before, place, after
        )
