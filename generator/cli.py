"""The command `lagebild`."""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import NoReturn, cast

import click

from generator import __version__, report
from generator.build import Checked, build, check
from generator.configuration import FILE, find_root, read_settings
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic
from generator.load import REGISTRY
from generator.pages import ONE_PAGE, Page
from generator.settings import Settings
from generator.text import nearest

OUTPUT_FORMATS = ("text", "json", "github")
"""Forms in which diagnostics are printed."""


class Site:
    """The project that a command works on."""

    def __init__(self, today: date | None, fail_on: str | None = None) -> None:
        """Find the project around the current folder and read its settings.

        Raises:
            click.UsageError: If there is no project here.
        """
        root = find_root(Path.cwd())
        if root is None:
            message = f"No {FILE} here or in a folder above: change into the folder of a Lagebild project first."
            raise click.UsageError(message)
        self.root = root
        settings, self.problems = read_settings(root)
        changes: dict[str, object] = {}
        if today is not None:
            changes["today"] = today
        if fail_on is not None:
            changes["fail_on"] = fail_on
        self.settings: Settings = settings.model_copy(update=changes)


def _colour() -> bool:
    """Return whether standard output takes colour (no-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


_today = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that counts as today, as 2022-01-26. Default: SOURCE_DATE_EPOCH, else the day of the last commit.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="lagebild")
def main() -> None:
    """Turn YAML files of facts, quotes and assessments into a searchable briefing site.

    Run it in the folder that holds mkdocs.yml, or below. Content stands under briefings/, hand-written pages
    under docs/.

    \b
    lagebild check     say what is wrong in the content, with file, line and column
    lagebild serve     preview the site and follow every change
    lagebild build     build the site into site/
    lagebild pages DIR write the pages as a project for another engine
    lagebild pdf ID    print one briefing
    lagebild explain   say what a code such as LB302 means
    """  # noqa: D301  # click's mark for lines to keep
    # A build that is told to stop clears away what it has begun, as it does after Ctrl+C.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


@main.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option(
    "--format",
    "output",
    type=click.Choice(OUTPUT_FORMATS),
    default="text",
    show_default=True,
    help="text for people, json for programs, github for annotations at the lines of a pull request.",
)
@_today
def check_command(paths: tuple[Path, ...], output: str, today: datetime | None) -> None:
    """Name every mistake in the content, and the way to mend it.

    All files are read, because references lead from one to another; with PATHs, only the mistakes in these files
    and folders are shown and counted.

    Exit status: 0 if the content can be published (warnings allowed, unless mkdocs.yml says fail_on: warning),
    1 if not, 2 if the command was called wrongly.

    \b
    lagebild check
    lagebild check briefings/video-summit
    lagebild check --format json
    """  # noqa: D301  # click's mark for lines to keep
    site = Site(today.date() if today else None)
    checked = _with_problems(check(site.root, site.settings), site.problems)
    wanted = _within(paths, site.root)
    shown = Checked(
        checked.corpus,
        tuple(each for each in checked.diagnostics if wanted(each.location.path)),
        {path: text for path, text in checked.sources.items() if wanted(path)},
    )
    _print_diagnostics(shown.diagnostics, shown, output, within=" ".join(map(str, paths)))
    if shown.fails(site.settings.fail_on):
        sys.exit(1)


@main.command("build")
@click.option(
    "--site-dir", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Where the site goes [site]."
)
@click.option("--strict", is_flag=True, help="Fail on warnings too, and on links that lead nowhere.")
@_today
def build_command(site_dir: Path | None, strict: bool, today: datetime | None) -> None:  # noqa: FBT001  # click's way
    """Build the site.

    The new site is built beside the old one and takes its place only when it is complete: a build that fails
    leaves the old one as it was.

    Exit status: 0 if the site was built, 1 if not, 2 if the command was called wrongly.
    """
    from generator.publish import publish_site  # noqa: PLC0415  # MkDocs takes long to import

    started = time.perf_counter()
    site = Site(today.date() if today else None, "warning" if strict else None)
    target = (site_dir if site_dir is not None else site.root / "site").absolute()
    if site.problems:  # with wrong options nothing is built, but all mistakes are named at once
        checked = _with_problems(check(site.root, site.settings), site.problems)
        _print_diagnostics(checked.diagnostics, checked, "text", err=True)
        _fail("The site was not built; the old one is untouched.")
    outcome = publish_site(site.root, target, site.settings, strict=strict, notify=_progress("Building"))
    _finish_progress()
    checked = outcome.checked
    if checked.diagnostics:
        _print_diagnostics(checked.diagnostics, checked, "text", err=True)
    for message in outcome.messages:
        click.echo(message, err=True)
    if not outcome.done:
        _fail("The site was not built; the old one is untouched.")
    briefings, records = checked.counts
    seconds = time.perf_counter() - started
    click.echo(
        f"Built {_count(briefings, 'briefing')}, {_count(records, 'record')}, {_count(outcome.pages, 'page')} "
        f"in {seconds:.1f} s: {_shown(target)}"
    )


@main.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port on this machine.")
def serve_command(port: int) -> None:
    """Preview the site in a browser; the page reloads when YAML, a template or a page changes.

    Mistakes are shown here and in the browser: in place of the site until they are mended for the first time, later
    as a notice on the last state without mistakes. Stop with Ctrl+C.
    """
    from generator.serve import serve_site  # noqa: PLC0415  # MkDocs takes long to import

    site = Site(None)
    problem = serve_site(site.root, port)
    if problem:
        _fail(problem)


@main.command("pages")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@_today
def pages_command(directory: Path, today: datetime | None) -> None:
    """Write all pages as a complete project that MkDocs or Zensical builds without Lagebild.

    DIR gets mkdocs.yml, docs/ and overrides/. An existing DIR is replaced only if this command made it.

    \b
    lagebild pages /tmp/site-project
    cd /tmp/site-project && zensical build --strict
    """  # noqa: D301  # click's mark for lines to keep
    from generator.pdf import print_site  # noqa: PLC0415  # takes long to import
    from generator.project import HandWrittenPageError, ProjectError, write_project  # noqa: PLC0415

    started = time.perf_counter()
    site = Site(today.date() if today else None)
    progress = _progress("Rendering")
    built = print_site(build(site.root, site.settings, progress), site.root, site.settings, progress)
    _finish_progress()
    checked = _with_problems(built.checked, site.problems)
    if checked.diagnostics:
        _print_diagnostics(checked.diagnostics, checked, "text", err=True)
    if checked.fails(site.settings.fail_on):
        _fail("Nothing was written.")
    try:
        count = write_project(built, site.root, directory.absolute(), site.settings)
    except HandWrittenPageError as error:
        _fail(f"error: {error}\nNothing was written.")
    except ProjectError as error:
        raise click.UsageError(str(error)) from error
    click.echo(
        f"Wrote {_count(count, 'page')} in {time.perf_counter() - started:.1f} s: {_shown(directory.absolute())}"
    )


@main.command("pdf")
@click.argument("briefing", metavar="ID")
@click.option("--lang", metavar="LANG", help="Language of the PDF, one of the site's [the first one].")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the PDF goes [ID.pdf; with --lang ID.LANG.pdf].",
)
@_today
def pdf_command(briefing: str, lang: str | None, output: Path | None, today: datetime | None) -> None:
    """Print one briefing as a PDF, as `lagebild build` does for all of them.

    ID is the name of the briefing's folder or file below briefings/. Warnings about other briefings aren't shown.

    Exit status: 0 if the PDF was written, 1 if not, 2 if the command was called wrongly.

    \b
    lagebild pdf video-summit
    lagebild pdf video-summit --lang en --output summit.pdf
    """  # noqa: D301  # click's mark for lines to keep
    from generator.pdf import address, print_site  # noqa: PLC0415  # takes long to import
    from generator.publish import site_texts  # noqa: PLC0415  # MkDocs takes long to import

    started = time.perf_counter()
    site = Site(today.date() if today else None)
    wanted = lang if lang is not None else site.settings.main_language
    if wanted not in site.settings.languages:
        message = f"The site has no language “{wanted}”: it has {', '.join(site.settings.languages)}."
        raise click.UsageError(message)
    # Name and address may be given by a tag such as !ENV, which only MkDocs knows to read.
    settings = site.settings.model_copy(update={"pdf": True, **site_texts(site.root)})

    def chosen(page: Page) -> bool:
        return page.template == ONE_PAGE and page.lang == wanted and page.key.split("/")[1] == briefing

    built = print_site(build(site.root, settings, only=chosen), site.root, settings, whole=False)
    checked = _with_problems(built.checked, site.problems)
    stops = checked.fails(site.settings.fail_on)
    shown = [each for each in checked.diagnostics if stops or _concerns(each, briefing, settings)]
    if shown:
        _print_diagnostics(shown, checked, "text", err=True)
    if stops:
        _fail("Nothing was written.")
    if not built.pages:
        raise click.UsageError(_no_briefing(briefing, checked.corpus))
    content = cast("bytes", built.files[address(built.pages[0])])
    target = output if output is not None else Path(f"{briefing}.{lang}.pdf" if lang is not None else f"{briefing}.pdf")
    try:
        _write(target, content)
    except OSError as error:
        _fail(f"error: {target} can't be written: {error.strerror}")
    click.echo(f"Wrote {len(content) / 1000:,.0f} kB in {time.perf_counter() - started:.1f} s: {target}")


@main.command("explain")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def explain_command(codes: tuple[str, ...]) -> None:
    """Say what a code means: what is reported, why, and a wrong and a right example.

    Without CODE, all codes are listed with their titles, and the editorial checks (LB3xx) with their severity.

    Exit status: 0, or 2 if there is no such code.

    \b
    lagebild explain LB302
    lagebild explain
    """  # noqa: D301  # click's mark for lines to keep
    from generator import explain  # noqa: PLC0415  # only needed here

    colour = _colour()
    try:
        text = (
            explain.as_text(map(explain.explain, codes), colour=colour)
            if codes
            else explain.list_as_text(colour=colour)
        )
    except explain.UnknownCodeError as error:
        raise click.UsageError(str(error)) from error
    click.echo(text, nl=False, color=colour)


def _concerns(diagnostic: Diagnostic, briefing: str, settings: Settings) -> bool:
    """Return whether a diagnostic is about anything but another briefing: this one, the registry, the settings."""
    file, content = PurePosixPath(diagnostic.location.path), PurePosixPath(settings.briefings_dir)
    if file == content or not file.is_relative_to(content):
        return True
    top, *below = file.relative_to(content).parts
    return (top if below else PurePosixPath(top).stem) in (briefing, REGISTRY)


def _no_briefing(name: str, corpus: Corpus) -> str:
    """Return why a briefing can't be printed."""
    if any(head.briefing == name for head in corpus.briefings):
        return f"The briefing “{name}” isn't published: it has no pages yet."
    near = nearest(name, (head.briefing for head in corpus.briefings))
    known = f"Did you mean “{near}”?" if near else "Each folder or file below briefings/ is one."
    return f"There is no briefing “{name}”. {known}"


def _write(target: Path, content: bytes) -> None:
    """Write a file so that there is all of it or, if that fails, what was there before."""
    with tempfile.NamedTemporaryFile(dir=target.absolute().parent, prefix=".", delete=False) as beside:
        try:
            beside.write(content)
            beside.close()
            Path(beside.name).chmod(0o644)
            Path(beside.name).replace(target)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise


def _with_problems(checked: Checked, problems: Sequence[Diagnostic]) -> Checked:
    """Add what is wrong with the configuration."""
    if not problems:
        return checked
    return Checked(checked.corpus, tuple(sorted((*checked.diagnostics, *problems))), checked.sources)


def _within(paths: Sequence[Path], root: Path) -> Callable[[str], bool]:
    """Return what tells whether a file is one of some files, or in one of some folders; without any, every file is.

    Raises:
        click.UsageError: If a path lies outside the project.
    """
    wanted = [] if paths else ["."]
    for path in paths:
        absolute = Path(os.path.normpath(path.absolute()))
        if not absolute.is_relative_to(root):
            absolute = path.resolve()
        if not absolute.is_relative_to(root):
            message = f"{path} lies outside the project {root}."
            raise click.UsageError(message)
        wanted.append(absolute.relative_to(root).as_posix())
    return lambda file: any(name in (".", file) or file.startswith(f"{name}/") for name in wanted)


def _print_diagnostics(
    diagnostics: Sequence[Diagnostic], checked: Checked, output: str, *, err: bool = False, within: str = ""
) -> None:
    """Print diagnostics in one of the formats; without any say so, of all content or of what was asked for."""
    if output == "json":
        click.echo(report.as_json(diagnostics, len(checked.sources)), nl=False)
    elif output == "github":
        click.echo(report.as_github(diagnostics), nl=False)
    elif diagnostics:
        colour = _colour()
        click.echo(report.as_text(diagnostics, checked.sources, colour=colour), nl=False, err=err, color=colour)
    elif within:
        click.echo(f"No mistakes in {within}.", err=err)
    else:
        briefings, records = checked.counts
        click.echo(f"No mistakes in {_count(briefings, 'briefing')} and {_count(records, 'record')}.", err=err)


def _progress(verb: str) -> Callable[[str, int, int], None]:
    """Return a function that shows progress on a terminal, one line that is written over."""
    shown = 0.0

    def notify(what: str, done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if sys.stderr.isatty() and (now - shown > 0.1 or done == total):  # noqa: PLR2004  # ten times a second
            shown = now
            click.echo(f"\r\x1b[K{verb} {done}/{total} {what}", nl=False, err=True)

    return notify


def _finish_progress() -> None:
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _shown(path: Path) -> str:
    """Return a path as short as it can be shown."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _fail(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(1)
