"""Intelligence Community Directive 203, the standard of the intelligence services of the United States."""

from typing import Final

from generator.scales.base import Band, Scale, Term
from generator.scales.confidence import THREE_LEVELS

ICD203: Final = Scale(
    slug="icd203",
    en=("ICD 203",),
    de=("ICD 203",),
    standard="Office of the Director of National Intelligence, Intelligence Community Directive 203: Analytic "
    "Standards (2 January 2015), D.6.e(2)(a)",
    # The directive prints every edge twice, as 05-20 and 20-45; here an edge belongs to the higher term.
    terms=(
        Term(
            "almost-no-chance",
            ("almost no chance", "remote"),
            ("nahezu ausgeschlossen", "so gut wie ausgeschlossen"),
            Band(1, 5, high_open=True),
        ),
        Term(
            "very-unlikely",
            ("very unlikely", "highly improbable"),
            ("sehr unwahrscheinlich", "höchst unwahrscheinlich"),
            Band(5, 20, high_open=True),
        ),
        Term("unlikely", ("unlikely", "improbable"), ("unwahrscheinlich",), Band(20, 45, high_open=True)),
        Term(
            "roughly-even-chance",
            ("roughly even chance", "roughly even odds"),
            ("etwa gleich wahrscheinlich", "ungefähr gleich wahrscheinlich"),
            Band(45, 55, high_open=True),
        ),
        Term("likely", ("likely", "probable", "probably"), ("wahrscheinlich",), Band(55, 80, high_open=True)),
        Term(
            "very-likely",
            ("very likely", "highly probable"),
            ("sehr wahrscheinlich", "höchst wahrscheinlich", "höchstwahrscheinlich"),
            Band(80, 95, high_open=True),
        ),
        Term(
            "almost-certain",
            ("almost certain", "nearly certain", "almost certainly"),
            ("nahezu sicher", "so gut wie sicher"),
            Band(95, 99),
        ),
    ),
    levels=THREE_LEVELS,
    complete="both",
)
"""Its edges touch; 0 and 100 % lie outside, because nothing judged is certain."""
