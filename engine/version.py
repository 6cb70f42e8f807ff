"""The version of the program, as setup.cfg reads it too."""

VERSION = "0.1.0"
