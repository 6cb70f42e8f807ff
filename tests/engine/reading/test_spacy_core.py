"""What comes with spaCy, and what does not."""

from __future__ import annotations

import subprocess
import sys

CHECK = "import avtalesjekk.engine.check, sys; print(*{name.split('.')[0] for name in sys.modules})"
REAL = (
    "import avtalesjekk.engine.check, spacy; print(hasattr(spacy, 'info'));"
    "import spacy.cli; print(spacy.cli.info.__name__)"
)
BEFORE = "import spacy, avtalesjekk.engine.check; print(spacy.cli.info.__name__)"


def printed(program: str) -> list[str]:
    """The words that Python prints for `program`, in a process of its own."""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return told.stdout.split()


def test_no_client_of_a_network_comes_with_it() -> None:
    """Agreements hold names: what checks them has nothing loaded that could send them anywhere."""
    assert not {"requests", "httpx", "urllib3", "typer"} & set(printed(CHECK))


def test_the_command_line_of_spacy_is_there_for_who_asks() -> None:
    """No placeholder is left behind."""
    assert printed(REAL) == ["False", "info"]


def test_spacy_may_be_there_before() -> None:
    """As in a program that uses both."""
    assert printed(BEFORE) == ["info"]
