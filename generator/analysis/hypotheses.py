"""The matrix of competing hypotheses: how each item of evidence sits with each answer to one question.

After Heuer, Psychology of Intelligence Analysis (1999), chapter 8: a hypothesis is not borne out by what fits it, since
much fits several; it is worn down by what doesn't. So inconsistencies are counted and nothing else, and what sits alike
with all hypotheses is marked: it tells nothing apart. The count weighs nothing; a matrix orders thought, and decides
nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from generator.corpus import Corpus, Key
from generator.load import Entry
from generator.model.assessment import Assessment, Rating
from generator.model.base import Text


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A column: one possible answer."""

    id: str | None
    """Id of the alternative; None for the judgement itself."""
    text: Text
    """The hypothesis."""
    inconsistent: int
    """How many items of evidence are inconsistent with it."""
    unrated: int
    """By how many items nobody has rated it; as long as there are any, the counts can't be compared."""


@dataclass(frozen=True, slots=True)
class Row:
    """An item of evidence, and how it sits with every hypothesis."""

    evidence: Entry
    """The fact, quote, source or assessment."""
    ratings: tuple[Rating | None, ...]
    """One for each hypothesis, in their order; None where nobody has rated it."""

    @property
    def alike(self) -> bool:
        """True if it is rated, and rated alike, for all hypotheses: then it tells none from another, not diagnostic."""
        return len(self.ratings) > 1 and len(set(self.ratings)) == 1 and None not in self.ratings


@dataclass(frozen=True, slots=True)
class Matrix:
    """All evidence against all hypotheses."""

    hypotheses: tuple[Hypothesis, ...]
    """The judgement first, then the alternatives in the order written."""
    rows: tuple[Row, ...]
    """What speaks for the judgement, what speaks against it, then what only alternatives are rated by."""


def matrix(entry: Entry, corpus: Corpus) -> Matrix | None:
    """Return the matrix of an assessment.

    The judgement's own ratings come from `for` (consistent) and `against` (inconsistent); what stands under both is
    neutral. Two references to one record are one row, and of two ratings the first counts. References that lead
    nowhere are left out.

    Args:
        entry: The assessment.
        corpus: The records.

    Returns:
        None without alternatives, and where none of them is rated.
    """
    record = cast("Assessment", entry.record)
    if not any(alternative.ratings for alternative in record.alternatives.values()):
        return None
    columns = [(identifier, each.hypothesis) for identifier, each in record.alternatives.items()]
    named: list[tuple[str | None, Text]] = [*columns]
    if record.judgement is not None:
        named.insert(0, (None, record.judgement))
    cells: dict[Key, dict[str | None, Rating]] = {}
    for column, reference, rating in _written(record):
        found = corpus.find(reference, entry.briefing)
        if found is not None:
            row = cells.setdefault(found.key, {})
            both = column is None and row.get(None, rating) != rating
            row[column] = "neutral" if both else row.get(column, rating)
    rows = tuple(Row(corpus.by_key[key], tuple(row.get(column) for column, _ in named)) for key, row in cells.items())
    hypotheses = []
    for index, (column, text) in enumerate(named):
        ratings = [row.ratings[index] for row in rows]
        hypotheses.append(Hypothesis(column, text, ratings.count("inconsistent"), ratings.count(None)))
    return Matrix(tuple(hypotheses), rows)


def _written(record: Assessment) -> Iterator[tuple[str | None, str, Rating]]:
    """Yield column, reference and rating as written, the judgement's own first."""
    if record.judgement is not None:
        yield from ((None, reference, "consistent") for reference in record.for_)
        yield from ((None, reference, "inconsistent") for reference in record.against)
    for identifier, alternative in record.alternatives.items():
        yield from ((identifier, reference, rating) for reference, rating in alternative.ratings.items())
