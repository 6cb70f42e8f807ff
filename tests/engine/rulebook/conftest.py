"""A small rule pack that loads, for the tests to read and to break."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from avtalesjekk.engine.rulebook.load import load_packs
from avtalesjekk.engine.rulebook.model import FactType, RuleError

# Not the vocabulary that ships: that one may change without these tests.
VOCABULARY = {
    "provision": FactType(
        choices={"modality": ("none", "binding", "optional", "intention", "negated"), "blank": ("no", "yes")},
        sets={"label": ("evaluation_cooperation", "evaluation_agreement", "purpose", "legal_basis", "parties")},
    ),
    "conflict": FactType(choices={"subject": ("evaluation", "meeting"), "on": ("interval", "convener")}, sets={}),
}

PACK = """\
id: test-pack
version: "1"
title: {nb: Prøvepakke, nn: Prøvepakke, en: Trial pack}
source: {document: "Rundskriv X", url: ""}
in_force: {from: "2017", to: "2021-04"}
applies_to: [intro-agreement]
"""

RULE = """\
id: X-1
requirement: X
title: {nb: Jevnlig evaluering, nn: Jamleg evaluering, en: Regular evaluation}
source: {document: "Rundskriv X", section: 4.10, point: "5", quote: "Regelmessig evaluering."}
authority: skal
severity: error
in_force: {from: 2017, to: 2021-04}
applies_to: [intro-agreement, intro-routine]
outcomes:
  - status: nonconforming
    when:
      - {fact: conflict, subject: evaluation, on: interval}
    message: {nb: Motstrid, nn: Motstrid, en: Contradiction}
  - status: met
    when:
      - {label: [evaluation_cooperation, evaluation_agreement], modality: binding}
    unless:
      - {label: evaluation_agreement, blank: yes}
  - status: nonconforming
    when:
      - {label: [evaluation_cooperation, evaluation_agreement]}
    message: {nb: Uten intervall, nn: Utan intervall, en: No interval}
otherwise: {status: missing, message: {nb: Mangler, nn: Manglar, en: Missing}}
remedy: {nb: Skriv hvor ofte., nn: Skriv kor ofte., en: Say how often.}
satisfies: {nb: Et intervall, nn: Eit intervall, en: An interval}
limits: {nb: Om det skjer, nn: Om det skjer, en: Whether it happens}
examples:
  - {status: met, lang: nb, text: "Samarbeidet evalueres hvert år."}
  - {status: nonconforming, lang: nb, text: "Samarbeidet evalueres ved behov."}
  - {status: missing, lang: nb, text: "Partene møtes."}
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pack of one rule, and a vocabulary for it."""
    monkeypatch.setattr("avtalesjekk.engine.rulebook.load.shipped_vocabulary", lambda: VOCABULARY)
    folder = tmp_path / "test-pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    (folder / "X-1.yaml").write_text(RULE, encoding="utf-8")
    return folder


@pytest.fixture
def errors(pack: Path) -> Callable[[str, str], list[str]]:
    """Return the errors, without the folder, that the rule causes when `old` in it is replaced by `new`."""

    def errors_of(old: str, new: str) -> list[str]:
        if old not in RULE:
            raise ValueError(f"the rule does not have {old!r}")
        (pack / "X-1.yaml").write_text(RULE.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(RuleError) as raised:
            load_packs([pack])
        return [error.removeprefix(f"{pack}/") for error in raised.value.errors]

    return errors_of
