"""Levels of confidence: how good the grounds of a judgement are. Each scale says which ones it has."""

from typing import Final

from generator.scales.base import Level

THREE_LEVELS: Final = (
    Level("low", ("low", "low confidence"), ("gering", "geringe", "niedrig")),
    Level("moderate", ("moderate", "moderate confidence"), ("mittel", "mittlere", "mäßig")),
    Level("high", ("high", "high confidence"), ("hoch", "hohe")),
)
"""Those of ICD 203 and PHIA."""

FIVE_LEVELS: Final = (
    Level("very-low", ("very low", "very low confidence"), ("sehr gering", "sehr geringes Vertrauen")),
    Level("low", ("low", "low confidence"), ("gering", "geringes Vertrauen")),
    Level("medium", ("medium", "medium confidence"), ("mittel", "mittleres Vertrauen")),
    Level("high", ("high", "high confidence"), ("hoch", "hohes Vertrauen")),
    Level("very-high", ("very high", "very high confidence"), ("sehr hoch", "sehr hohes Vertrauen")),
)
"""Those of the IPCC, which judges evidence and agreement by them."""
