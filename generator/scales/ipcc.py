"""The calibrated language of the Intergovernmental Panel on Climate Change."""

from typing import Final

from generator.scales.base import Band, Scale, Term
from generator.scales.confidence import FIVE_LEVELS

IPCC: Final = Scale(
    slug="ipcc",
    en=("IPCC calibrated language",),
    de=("IPCC-Wahrscheinlichkeitsbegriffe",),
    standard="Mastrandrea et al., Guidance Note for Lead Authors of the IPCC Fifth Assessment Report on Consistent "
    "Treatment of Uncertainties (2010), table 1, with the additional terms of the assessment reports",
    terms=(
        Term(
            "exceptionally-unlikely",
            ("exceptionally unlikely",),
            ("außergewöhnlich unwahrscheinlich", "besonders unwahrscheinlich"),
            Band(0, 1),
        ),
        Term("extremely-unlikely", ("extremely unlikely",), ("äußerst unwahrscheinlich",), Band(0, 5)),
        Term("very-unlikely", ("very unlikely",), ("sehr unwahrscheinlich",), Band(0, 10)),
        Term("unlikely", ("unlikely",), ("unwahrscheinlich",), Band(0, 33)),
        Term(
            "about-as-likely-as-not",
            ("about as likely as not",),
            ("etwa ebenso wahrscheinlich wie nicht", "etwa so wahrscheinlich wie nicht"),
            Band(33, 66),
        ),
        Term(
            "more-likely-than-not",
            ("more likely than not",),
            ("eher wahrscheinlich als nicht",),
            Band(50, 100, low_open=True),
        ),
        Term("likely", ("likely",), ("wahrscheinlich",), Band(66, 100)),
        Term("very-likely", ("very likely",), ("sehr wahrscheinlich",), Band(90, 100)),
        Term("extremely-likely", ("extremely likely",), ("äußerst wahrscheinlich",), Band(95, 100)),
        Term("virtually-certain", ("virtually certain",), ("praktisch sicher",), Band(99, 100)),
    ),
    levels=FIVE_LEVELS,
    complete="any",
    nested=True,
    own_german=True,
)
"""Its bands are nested: what is very likely is likely too. So no number leads to a term, and a term has no midpoint."""
