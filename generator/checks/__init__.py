"""Editorial rules: what loads and links, and still shouldn't be published like that.

A rule is a function that yields findings, and one line in `generator.checks.registry.RULES`. Its code, its weight, the
exceptions to it, its explanation and its golden cases all follow from that line.
"""

from collections.abc import Iterator

from generator.checks.registry import RULES
from generator.checks.rule import OFF, Review
from generator.corpus import Corpus
from generator.diagnostics import Diagnostic, Severity
from generator.model.date import Date
from generator.settings import Settings


def run_checks(corpus: Corpus, settings: Settings, now: Date) -> Iterator[Diagnostic]:
    """Yield what breaks an editorial rule, as grave as the site wants it, unless an editor made an exception.

    Args:
        corpus: The records.
        settings: The site's settings; `severities` names single codes, or the family `LB3xx`.
        now: The day that counts as today.
    """
    review = Review(corpus, settings, now)
    for rule in RULES:
        weight = rule.weight(settings)
        if weight == OFF:
            continue
        review.asked.add(rule.code)
        for finding in rule.check(review):
            if rule.excusable and rule.code in finding.entry.record.allow:
                review.excused.add((id(finding.entry), rule.code))
            else:
                yield finding.diagnostic(rule.code, Severity(weight))
