"""The draft as a user asks for it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from click.testing import Result
from docx import Document

Run = Callable[..., Result]


def test_a_draft_names_the_parties(run: Run, tmp_path: Path) -> None:
    """In the language asked for."""
    out = tmp_path / "utkast.docx"
    asked = ("--municipality", "Sunndal kommune", "--nav", "NAV Sunndal", "--lang", "nn", "--output", str(out))
    assert run("draft", *asked).exit_code == 0
    told = [paragraph.text for paragraph in Document(BytesIO(out.read_bytes())).paragraphs]
    assert told[0] == "Samarbeidsavtale mellom Sunndal kommune og NAV Sunndal om introduksjonsprogrammet"
    assert "Varigheit" in told


def test_without_parties_the_user_is_told_what_to_write(run: Run, tmp_path: Path) -> None:
    """In one line."""
    result = run("draft", "--output", str(tmp_path / "utkast.docx"))
    assert (result.exit_code, "--municipality" in result.stderr) == (2, True)


def test_what_an_agreement_lacks_is_written(run: Run, tmp_path: Path, corpus: Path) -> None:
    """And nothing that it has."""
    out = tmp_path / "mangler.docx"
    assert run("draft", "--complete", str(corpus / "train" / "u" / "u02.pdf"), "--output", str(out)).exit_code == 0
    told = "\n".join(paragraph.text for paragraph in Document(BytesIO(out.read_bytes())).paragraphs)
    assert "har ansvar for kontakten" in told  # 3d is missing there
    assert "Programrådgiverne i" not in told  # 2b and 3a are met


def test_nothing_is_completed_in_what_is_no_agreement(run: Run, tmp_path: Path) -> None:
    """The user is told."""
    note = tmp_path / "notat.txt"
    note.write_text("Handleliste\n\nmelk og brød\n", encoding="utf-8")
    result = run("draft", "--complete", str(note), "--output", str(tmp_path / "ut.docx"))
    assert (result.exit_code, "ikke lest som en avtale" in result.stderr) == (2, True)


def test_what_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    """With the code for it."""
    empty = tmp_path / "tom.pdf"
    empty.write_bytes(b"")
    result = run("draft", "--complete", str(empty), "--output", str(tmp_path / "ut.docx"))
    assert (result.exit_code, "tom" in result.stderr) == (3, True)
