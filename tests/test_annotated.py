"""The annotated copy as a user asks for it."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result
from docx import Document

from avtalesjekk.extract.read import read

Run = Callable[..., Result]
AS_OF = ("--as-of", "2026-11-22")


@pytest.fixture
def agreement(tmp_path: Path, corpus: Path) -> Path:
    """An agreement in Word that lacks some things and has others."""
    return Path(shutil.copy(corpus / "train" / "u" / "u01.docx", tmp_path / "avtale.docx"))


def comments(path: Path) -> list[str]:
    """Return the first paragraph of each comment."""
    return [each.paragraphs[0].text for each in Document(io.BytesIO(path.read_bytes())).comments]


def test_a_word_agreement_gets_comments_and_keeps_its_words(run: Run, tmp_path: Path, agreement: Path) -> None:
    """The exit code is that of any check."""
    out = tmp_path / "kopi.docx"
    result = run("check", agreement, "--format", "docx", "--output", out, *AS_OF)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")
    assert any(heading.endswith("ikke godt nok") for heading in comments(out))
    assert any(heading.startswith("Avtalesjekk: dette mangler") for heading in comments(out))
    assert read(out).clauses == read(agreement).clauses


def test_what_is_met_is_commented_on_request(run: Run, tmp_path: Path, agreement: Path) -> None:
    """With --all."""
    for name, more in (("uten.docx", ()), ("med.docx", ("--all",))):
        run("check", agreement, "--format", "docx", "--output", tmp_path / name, *AS_OF, *more)
    told = [any(": oppfylt" in each for each in comments(tmp_path / name)) for name in ("uten.docx", "med.docx")]
    assert told == [False, True]


def test_the_same_run_gives_the_same_bytes(run: Run, tmp_path: Path, agreement: Path) -> None:
    """The day is that of the check."""
    outs = [tmp_path / name for name in ("en.docx", "to.docx")]
    for out in outs:
        run("check", agreement, "--format", "docx", "--output", out, *AS_OF)
    assert outs[0].read_bytes() == outs[1].read_bytes()


def test_a_pdf_gets_highlights(run: Run, tmp_path: Path, corpus: Path) -> None:
    """In a PDF."""
    out = tmp_path / "kopi.pdf"
    run("check", corpus / "train" / "u" / "u02.pdf", "--format", "docx", "--output", out, *AS_OF)
    with pikepdf.open(out) as file:
        assert {str(each.Subtype) for page in file.pages for each in page.get("/Annots", [])} == {"/Highlight", "/Text"}


def test_a_folder_gets_a_copy_of_each_that_can_have_one(run: Run, tmp_path: Path, corpus: Path) -> None:
    """A line tells of each that cannot, and of what could not be read."""
    folder, out = tmp_path / "inn", tmp_path / "ut"
    folder.mkdir()
    for name, source in (("a.docx", "u01.docx"), ("b.pdf", "u02.pdf")):
        shutil.copy(corpus / "train" / "u" / source, folder / name)
    (folder / "c.txt").write_text("Avtale mellom Sunndal kommune og NAV Sunndal\n")
    (folder / "d.docx").write_bytes(b"")
    result = run("check", folder, "--format", "docx", "--output", out, *AS_OF)
    assert sorted(each.name[-9:] for each in out.iterdir()) == ["docx.docx", "b.pdf.pdf"][::-1]
    assert [line.partition(": ")[0][-5:] for line in result.stderr.splitlines()] == ["c.txt", ".docx"]
    assert "lagre dokumentet som DOCX" in result.stderr


def test_stdin_gets_a_copy_too(run: Run, tmp_path: Path, agreement: Path) -> None:
    """Its bytes are at hand."""
    out = tmp_path / "kopi.docx"
    run("check", "-", "--format", "docx", "--output", out, *AS_OF, stdin=agreement.read_bytes())
    assert comments(out)


def test_a_name_that_is_no_text_gets_a_copy(run: Run, tmp_path: Path, agreement: Path) -> None:
    """The name of the copy is text."""
    hostile = b"a\nb \xff;$(x).docx".decode("utf-8", "surrogateescape")
    agreement = agreement.rename(agreement.with_name(hostile))
    result = run("check", agreement, "--format", "docx", "--output", tmp_path / "ut", *AS_OF)
    assert (result.stderr, len(list((tmp_path / "ut").iterdir()))) == ("", 1)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("avtale.docx", "--format", "docx"), "trenger --output"),
        (("avtale.docx", "--all"), "--all brukes bare med --format docx"),
        (("avtale.docx", "--format", "docx", "--output", "avtale.docx"), "er avtalen selv"),
        (("avtale.docx", "--format", "docx", "--output", "kopi.pdf"), "slutter på .docx"),
        (("avtale.docx", "b.docx", "--format", "docx", "--output", "kopi.docx"), "trenger en mappe"),
        (("avtale.docx", "--format", "docx", "--output", "borte/kopi.docx"), "kan ikke skrive"),
        (("avtale.docx", "--format", "docx", "--output", "avtale.docx/kopier"), "kan ikke skrive"),
    ],
)
def test_wrong_use_is_told_and_nothing_is_written(
    run: Run, agreement: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    """The agreement itself least of all."""
    shutil.copy(agreement, agreement.with_name("b.docx"))
    monkeypatch.chdir(agreement.parent)
    before = {path.name: path.read_bytes() for path in agreement.parent.iterdir()}
    result = run("check", *arguments, *AS_OF)
    assert (result.exit_code, told in result.stderr) == (2, True)
    assert {path.name: path.read_bytes() for path in agreement.parent.iterdir()} == before
