"""The probability yardstick of the Professional Head of Intelligence Assessment, the standard in the United Kingdom."""

from typing import Final

from generator.scales.base import Band, Scale, Term
from generator.scales.confidence import THREE_LEVELS

PHIA: Final = Scale(
    slug="phia",
    en=("PHIA probability yardstick",),
    de=("PHIA-Wahrscheinlichkeitsskala",),
    standard="Professional Head of Intelligence Assessment (Cabinet Office), Probability Yardstick",
    terms=(
        Term("remote-chance", ("remote chance",), ("äußerst geringe Möglichkeit",), Band(0, 5)),
        Term("highly-unlikely", ("highly unlikely",), ("höchst unwahrscheinlich",), Band(10, 20)),
        Term("unlikely", ("unlikely",), ("unwahrscheinlich",), Band(25, 35)),
        Term("realistic-possibility", ("realistic possibility",), ("realistische Möglichkeit",), Band(40, 50)),
        Term("likely", ("likely", "probable", "probably"), ("wahrscheinlich",), Band(55, 75)),
        Term("highly-likely", ("highly likely",), ("höchst wahrscheinlich", "höchstwahrscheinlich"), Band(80, 90)),
        Term("almost-certain", ("almost certain", "almost certainly"), ("nahezu sicher",), Band(95, 100)),
    ),
    levels=THREE_LEVELS,
    complete="both",
    own_german=True,
)
"""There are gaps between its bands, left so that terms are told apart: no term stands for a number in a gap."""
