"""Places for registers."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a register where there is none yet, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "register.sqlite3")
    address: str = request.getfixturevalue("postgres")
    return address
