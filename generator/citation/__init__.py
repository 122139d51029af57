"""How to cite a briefing, or what stands in it: what is cited, and the forms that a citation has."""
