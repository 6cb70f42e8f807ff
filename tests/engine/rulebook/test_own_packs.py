"""Packs beside those that ship: where they are looked for, what a new one holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from avtalesjekk.engine.examples import failures
from avtalesjekk.engine.rulebook.load import load_packs, load_shipped, load_with, packs_in
from avtalesjekk.engine.rulebook.model import RuleError
from avtalesjekk.engine.rulebook.skeleton import write_skeleton


def test_a_new_pack_loads_and_its_examples_hold(tmp_path: Path) -> None:
    """Under the name of its folder."""
    written = write_skeleton(tmp_path / "Møre og Romsdal")
    assert [path.name for path in written] == ["pack.yaml", "MORE-OG-ROMSDAL-1.yaml"]
    book = load_packs([tmp_path / "Møre og Romsdal"])
    assert ([pack.id for pack in book.packs], len(book.rules)) == (["more-og-romsdal"], 1)
    assert list(failures(book)) == []


def test_a_new_pack_overwrites_nothing(tmp_path: Path) -> None:
    """Not even beside what is there."""
    (tmp_path / "avtale.txt").write_text("viktig", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_skeleton(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["avtale.txt"]


def test_own_packs_come_after_those_that_ship(tmp_path: Path) -> None:
    """All of them."""
    write_skeleton(tmp_path / "egne")
    shipped = [pack.id for pack in load_shipped().packs]
    assert [pack.id for pack in load_with([tmp_path / "egne"]).packs] == [*shipped, "egne"]


def test_a_folder_of_packs_is_all_of_them(tmp_path: Path) -> None:
    """In the order of their names; one that is a pack itself is that one."""
    for name in ("b", "a"):
        write_skeleton(tmp_path / name)
    assert packs_in([tmp_path]) == [tmp_path / "a", tmp_path / "b"]
    assert packs_in([tmp_path / "b"]) == [tmp_path / "b"]


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    """With how to make a pack."""
    with pytest.raises(RuleError, match="rules new"):
        packs_in([tmp_path])


def test_rules_without_their_pack_file_are_told(tmp_path: Path) -> None:
    """They are not taken for no rules."""
    write_skeleton(tmp_path / "egne")[0].unlink()
    with pytest.raises(RuleError, match=r"pack\.yaml"):
        load_with([tmp_path / "egne"])


def test_an_id_of_a_shipped_rule_is_refused(tmp_path: Path) -> None:
    """Where it is used, and where it is used already."""
    pack, rule = write_skeleton(tmp_path / "egne")
    text = rule.read_text(encoding="utf-8").replace('id: "EGNE-1"', 'id: "FORM-date"')
    rule.with_name("FORM-date.yaml").write_text(text, encoding="utf-8")
    rule.unlink()
    with pytest.raises(RuleError, match="«FORM-date» er brukt i"):
        load_with([pack.parent])


@pytest.mark.parametrize(("part", "known"), [("G27-4.1.6", True), ("EGNE-1", True), ("G27-9", False)])
def test_subjects_name_rules_that_exist(tmp_path: Path, part: str, known: bool) -> None:
    """Own rules or shipped ones."""
    pack, _ = write_skeleton(tmp_path / "egne")
    subject = f"subjects:\n  - title: {{nb: Emne, nn: Emne, en: Subject}}\n    parts: [{part}]\n"
    pack.write_text(pack.read_text(encoding="utf-8") + subject, encoding="utf-8")
    if known:
        book = load_with([pack.parent])
        assert book.asked_for(book.packs[-1]) == {"EGNE-1", part}
    else:
        with pytest.raises(RuleError, match="«G27-9»"):
            load_with([pack.parent])
