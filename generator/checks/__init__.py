"""Editorial rules: what loads and links, and still shouldn't be published like that."""

from collections.abc import Iterator
from dataclasses import replace

from generator.checks.status import check_status
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic, Severity
from generator.settings import Settings


def run_checks(corpus: Corpus, settings: Settings) -> Iterator[Diagnostic]:
    """Yield what breaks an editorial rule, as grave as the site wants it.

    Args:
        corpus: The records.
        settings: The site's settings; `severities` names single codes, or families of them such as `LB3xx`.
    """
    for each in check_status(corpus):
        wanted = settings.severities.get(each.code) or settings.severities.get(f"{each.code[:3]}xx")
        if wanted is None:
            yield each
        elif wanted != "off":
            yield replace(each, severity=Severity(wanted))
