"""Runs on a Dask cluster: two workers of this machine, which start in another folder."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

pytest.importorskip("distributed", reason="Dask is absent: pip install 'avtalesjekk[dask]'")

from distributed import LocalCluster  # type: ignore[import-untyped]

Run = Callable[..., Result]

JSON = ("--format", "json", "--as-of", "2026-11-22", "--no-cache")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers, one of them with two threads' worth of work at a time."""
    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_gives_the_same_report(
    run: Run, corpus: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes; the workers see neither the files nor the folder of the run."""
    monkeypatch.chdir(corpus / "train")
    here, there = run("check", "u", *JSON), run("check", "u", *JSON, "--scheduler", scheduler)
    assert there.exit_code == here.exit_code
    assert there.stdout_bytes == here.stdout_bytes


def test_own_rules_reach_the_workers(run: Run, tmp_path: Path, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Although the run names their folder as it sees it."""
    monkeypatch.chdir(tmp_path)
    run("rules", "new", "egne")
    Path("avtale.md").write_text("# Samarbeidsavtale om introduksjonsprogrammet\n", encoding="utf-8")
    options = ("check", "avtale.md", "--rules", "egne", "--profile", "egne", *JSON)
    assert run(*options, "--scheduler", scheduler).stdout == run(*options).stdout


def test_a_scheduler_that_is_not_there_is_wrong_usage(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the address."""
    monkeypatch.setattr("avtalesjekk.engine.pools._SECONDS", 1)
    result = run("check", corpus / "train" / "u" / "u01.docx", "--scheduler", "tcp://127.0.0.1:1", *JSON)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "tcp://127.0.0.1:1" in result.stderr


def test_without_dask_the_message_says_how_to_get_it(run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is checked."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    result = run("check", corpus / "train" / "u" / "u01.docx", "--scheduler", "tcp://127.0.0.1:1", *JSON)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "avtalesjekk[dask]" in result.stderr
