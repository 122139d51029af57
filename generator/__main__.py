"""`python -m generator` is the command `lagebild`."""

from generator.cli import main

main(prog_name="lagebild")
