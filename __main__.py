"""`python -m avtalesjekk`."""

from .cli import main

main()
