"""The Admiralty code: how reliable a source is, and how credible one item from it, each judged without the other."""

from typing import Final

from generator.scales.base import Grade, Grading

_STANDARD: Final = "NATO AJP-2.1, known as the Admiralty code or 6×6 system"  # noqa: RUF001 - the sign, not a letter

RELIABILITY: Final = Grading(
    slug="reliability",
    en=("Reliability of the source (Admiralty)",),
    de=("Zuverlässigkeit der Quelle (Admiralty)",),
    standard=_STANDARD,
    grades=(
        Grade("A", ("completely reliable",), ("völlig zuverlässig",)),
        Grade("B", ("usually reliable",), ("meist zuverlässig",)),
        Grade("C", ("fairly reliable",), ("ziemlich zuverlässig",)),
        Grade("D", ("not usually reliable",), ("meist unzuverlässig",)),
        Grade("E", ("unreliable",), ("unzuverlässig",)),
        Grade("F", ("cannot be judged", "reliability cannot be judged"), ("nicht beurteilbar",), known=False),
    ),
)
"""Of sources, and of organisations for all that they publish."""

CREDIBILITY: Final = Grading(
    slug="credibility",
    en=("Credibility of the item (Admiralty)",),
    de=("Glaubwürdigkeit der Angabe (Admiralty)",),
    standard=_STANDARD,
    grades=(
        Grade("1", ("confirmed by other sources", "confirmed"), ("bestätigt", "durch andere Quellen bestätigt")),
        Grade("2", ("probably true",), ("wahrscheinlich zutreffend",)),
        Grade("3", ("possibly true",), ("möglicherweise zutreffend",)),
        Grade("4", ("doubtful",), ("zweifelhaft",)),
        Grade("5", ("improbable",), ("unwahrscheinlich",)),
        Grade("6", ("cannot be judged", "truth cannot be judged"), ("nicht beurteilbar",), known=False),
    ),
)
"""Of one item of evidence."""
