"""Lagebild: curated facts, quotes and assessments in YAML become a searchable briefing site."""
