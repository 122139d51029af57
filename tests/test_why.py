"""Tests of the sentences that say why a fact has its status."""

import pytest

from generator.analysis.origins import Voice
from generator.analysis.status import Derivation, derive
from generator.locale import catalogue
from generator.why import Why
from tests.small_corpus import BRIEFING_ID
from tests.test_analysis_status import CASES, CASES_CORPUS


def _name(voice: Voice) -> str:
    return voice.name


def _sentences(derivation: Derivation, lang: str) -> list[str]:
    return list(Why(derivation, catalogue(lang), _name, lambda source: source.id).sentences())


def _of(case: str, lang: str = "en") -> list[str]:
    return _sentences(derive(CASES_CORPUS.by_key[BRIEFING_ID, case], CASES_CORPUS), lang)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("case", CASES)
def test_every_status_has_its_reason(case: str, lang: str) -> None:
    """Each status is explained by whole sentences, the row of the table first, and no sentence stands twice."""
    said = _of(case, lang)
    assert said
    assert [] == [sentence for sentence in said if not sentence.endswith(".") or "{" in sentence]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (
            "c02-five-papers-one-wire",
            [
                "Somebody who is no party says so: ap. A second voice independent of that is missing.",
                "One voice only, though several sources pass it on (ap-1, paper-1 and paper-2): ap.",
            ],
        ),
        (
            "c09-nato-reply-transcript",
            ["It is on the official record of the body that acted or is competent: nato-transcript."],
        ),
        (
            "c11-unknown-relays-two-papers",
            ["It is reported, but not so that one would know on whose word it rests."],
        ),
        (
            "c16-rumour-denied",
            [
                "Only what speaks against it counts: russian-government.",
                "That it is being said is merely passed on by: paper-3.",
            ],
        ),
        (
            "c19-slip-in-one-source",
            [
                "Several voices say so independently of each other: us-government and russian-government.",
                "Not counted, since the desk sets it aside for the reason given: paper-3.",
            ],
        ),
        ("c22-withdrawn", ["A correction takes the statement back."]),
        ("c23-no-evidence", ["Nothing that is listed counts."]),
    ],
)
def test_sentences(case: str, expected: list[str]) -> None:
    """The sentences name the row, voices that are one, and what isn't counted with the reason."""
    assert expected == _of(case)
