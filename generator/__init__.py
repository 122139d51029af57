"""Lagebild: curated facts, quotes and assessments in YAML become a searchable briefing site."""

from typing import Final

__version__: Final = "0.1.0"
"""Version of the distribution `lagebild`."""
