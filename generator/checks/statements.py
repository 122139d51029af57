"""Rules about the sentences that stand for facts and judgements."""

import re
from collections.abc import Iterator
from typing import Final

from generator.checks.rule import Finding, Review


def check_attribution(review: Review) -> Iterator[Finding]:
    """Keep who said it out of what is the case.

    What:
        Reports a statement that holds “according to”, “allegedly”, “said that”, “laut”, “nach Angaben”, “angeblich”
        or the like, unless the fact has `form: saying`.

    Why:
        A status is about a claim. Of “The mayor said that the bridge is safe”, nobody can tell whether it is confirmed
        that the bridge is safe or that she said so. Who says it stands at the evidence, where it can be counted.

    Wrong:
        ```yaml
        statement: Nach Angaben der Polizei kamen 500 Menschen.
        evidence: lokalblatt
        ```

    Right:
        ```yaml
        statement: Es kamen 500 Menschen.
        evidence:
          - source: lokalblatt
            by: polizei
        ```
    """
    for entry, fact, _ in review.facts:
        if fact.form == "saying":
            continue
        for language, wording in fact.statement.by_language:
            lower = wording.lower()
            if not any(stem in lower for stem in _STEMS.get(language, ())):
                continue
            found = _ATTRIBUTIONS[language].search(wording)
            if found:
                message = f"The statement says whose word it is: “{found[0].strip()}”"
                hint = "Write the claim alone, and the voice as by: at the evidence. If the fact is that it was said, "
                hint += "write form: saying, or make it a quote."
                yield Finding(entry, message, hint, ("statement", language), offset=found.start())
                break


_SAID: Final = {
    "de": "sagte|sagten|erklärte|erklärten|behauptete|behaupteten|betonte|betonten|versicherte|versicherten|"
    "beteuerte|beteuerten",
    "en": "said|says|claimed|claims|stated|states|insisted|insists|asserted|asserts|alleged|alleges|reported|reports",
}
"""What goes before “dass” and “that” where somebody's words follow."""
_STEMS: Final[dict[str, tuple[str, ...]]] = {
    "de": (
        "laut ",
        "zufolge",
        "nach ",
        "angeblich",
        "wie ",
        "mit, dass",
        "an, dass",
        *(f"{verb}, dass" for verb in _SAID["de"].split("|")),
    ),
    "en": (
        "according to",
        "allegedly",
        "reportedly",
        "own account",
        "in the words of",
        *(f"{verb} that" for verb in _SAID["en"].split("|")),
    ),
}
"""What an attribution can't do without, by language. Nearly all statements hold none, and to look for a piece of text
is several times as fast as to look for a pattern."""

_WORD_OF: Final = (
    "(?i:angaben?|aussagen?|darstellung|auskunft|ansicht|meinung|auffassung|worten|einschätzung|informationen)"
)
_ATTRIBUTIONS: Final[dict[str, re.Pattern[str]]] = {
    "de": re.compile(
        rf"""
        \b(?i:laut) \s+ (?: [„»"]?[A-ZÄÖÜ] | (?:de[mnrs]|eine[mnrs]?|(?:eigene|ihre|seine|offizielle)[mnr])\b )
        | \b(?i:zufolge)\b
        | \b(?i:nach) \s+ (?:\w+\s+){{0,2}}? {_WORD_OF}\b
        | \bden \s+ Angaben \s+ nach\b
        | \b(?i:angeblich(?:e[mnrs]?)?)\b
        | \b(?i:wie) \s+ [^,.;]{{1,60}}? \s (?:mitteil|berichte|sagt|erklär)te?n?\b
        | \b(?:{_SAID["de"]}), \s+ dass\b
        | \b(?:teilte|gab)(?:en)? \s+ (?:[^,.;]{{1,40}}?\s+)? (?:mit|an), \s+ dass\b
        """,
        re.VERBOSE,
    ),
    "en": re.compile(
        rf"""
        \baccording \s+ to\b (?! \s+ (?:the\s+)? (?:plan|schedule|law|type|size|age)\b )
        | \b(?:allegedly|reportedly)\b
        | \bby \s+ (?:its|his|her|their) \s+ own \s+ account\b
        | \bin \s+ the \s+ words \s+ of\b
        | \b(?:{_SAID["en"]}) \s+ that\b
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
}
"""How a sentence says whose word it is, by language. “Laut” is “loud” as well, hence what must follow it."""
