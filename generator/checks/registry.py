"""The only list of editorial rules."""

from collections.abc import Iterator, Mapping
from typing import Final

from generator.checks import assessments, dates, likelihood, quotes, statements, status, upkeep
from generator.checks.rule import OFF, Finding, Review, Rule
from generator.diagnostics import Severity
from generator.text import nearest


def check_exceptions(review: Review) -> Iterator[Finding]:
    """Find exceptions that excuse nothing.

    What:
        Reports a code under `allow` that no rule has, one of a rule that takes no exceptions (an error is mended, not
        excused), and one whose rule finds nothing at this record. Of a rule that the site switched off nothing is
        said.

    Why:
        An exception that isn't needed any more hides the next mistake of its kind.

    Wrong:
        ```yaml
        statement: Es kamen 500 Menschen.
        evidence: lokalblatt-1
        allow:
          LB310: Der Satz ist so überliefert.
        ```

    Right:
        ```yaml
        statement: Es kamen 500 Menschen.
        evidence: lokalblatt-1
        ```
    """
    for entry in review.corpus.entries:
        for code in entry.record.allow:
            rule = BY_CODE.get(code)
            if rule is None:
                near = nearest(code, BY_CODE)
                hint = f"Did you mean {near}? " if near else ""
                message = f"“{code}” is not the code of an editorial check"
                hint += "Take the code from the message that the exception is for; `lagebild explain` lists all."
            elif not rule.excusable:
                message = f"{code} takes no exceptions"
                hint = "Mend what it reports, and take the exception out."
            elif code in review.asked and (id(entry), code) not in review.excused:
                message = f"The exception to {code} excuses nothing"
                hint = "Take it out."
            else:
                continue
            yield Finding(entry, message, hint, ("allow", code), key=True)


RULES: Final = (
    Rule("LB301", status.check_support, Severity.ERROR),
    Rule("LB302", status.check_not_above, Severity.ERROR),
    Rule("LB303", status.check_reason_below, Severity.ERROR),
    Rule("LB304", status.check_readout, Severity.ERROR),
    Rule("LB305", status.check_units, Severity.ERROR),
    Rule("LB306", status.check_credibility, Severity.ERROR),
    Rule("LB307", status.check_parties_word, Severity.ERROR),
    Rule("LB310", statements.check_attribution),
    Rule("LB311", likelihood.check_words),
    Rule("LB312", likelihood.check_sentence),
    Rule("LB320", quotes.check_length),
    Rule("LB321", quotes.check_original),
    Rule("LB322", quotes.check_translator),
    Rule("LB323", quotes.check_role),
    Rule("LB330", assessments.check_source, Severity.ERROR),
    Rule("LB331", assessments.check_resolvable),
    Rule("LB332", assessments.check_due),
    Rule("LB333", assessments.check_outcome),
    Rule("LB334", assessments.check_alternatives),
    Rule("LB335", assessments.check_against),
    Rule("LB340", likelihood.check_terms, Severity.ERROR),
    Rule("LB341", likelihood.check_gaps, Severity.ERROR),
    Rule("LB342", likelihood.check_complete),
    Rule("LB343", likelihood.check_mixed),
    Rule("LB344", likelihood.check_range),
    Rule("LB350", dates.check_review),
    Rule("LB351", dates.check_future),
    Rule("LB352", dates.check_accessed),
    Rule("LB353", dates.check_published),
    Rule("LB360", upkeep.check_orphans),
    Rule("LB361", upkeep.check_sentences),
    Rule("LB362", upkeep.check_translations),
    Rule("LB363", upkeep.check_archived, OFF),
    Rule("LB364", upkeep.check_free_names),
    # Last: it sees what the others excused.
    Rule("LB390", check_exceptions),
)
"""The rules, in the order in which they are asked. Codes are permanent: one that goes is not given again."""

BY_CODE: Final[Mapping[str, Rule]] = {rule.code: rule for rule in RULES}
"""The rules by their code."""
