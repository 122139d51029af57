"""Scales of likelihood, confidence, reliability and credibility as data; nothing leads from one to another."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from generator.scales.admiralty import CREDIBILITY, RELIABILITY
from generator.scales.base import Band, Grade, Grading, Level, Named, Scale, Term
from generator.scales.icd203 import ICD203
from generator.scales.ipcc import IPCC
from generator.scales.phia import PHIA

__all__ = [
    "CREDIBILITY",
    "GRADINGS",
    "RELIABILITY",
    "SCALES",
    "Band",
    "Grade",
    "Grading",
    "Level",
    "Named",
    "Scale",
    "Term",
]

SCALES: Final[Mapping[str, Scale]] = MappingProxyType({scale.slug: scale for scale in (ICD203, PHIA, IPCC)})
"""Scales of likelihood by the name that files and settings use."""

GRADINGS: Final[Mapping[str, Grading]] = MappingProxyType({each.slug: each for each in (RELIABILITY, CREDIBILITY)})
"""The two halves of the Admiralty code by name."""
