"""What a parser that goes wrong costs: its own document, and nothing else."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from avtalesjekk.extract import worker as module
from avtalesjekk.extract.limits import DEFAULT, Limits
from avtalesjekk.extract.model import ReadError
from avtalesjekk.extract.read import read_bytes
from avtalesjekk.extract.worker import Worker, read_guarded

from .docx_maker import make_docx, paragraph
from .pdf_maker import PageMaker, make_pdf

GOOD = b"Avtalen skal sikre samarbeid."
# Memory for Python and the library, and no more processor time than a fault needs to show.
LIMITS = replace(DEFAULT, seconds=120.0, cpu_seconds=2, memory=200 << 20)
SHORT = replace(LIMITS, seconds=1.0)

Make = Callable[[str], Worker]


@pytest.fixture
def pids(tmp_path: Path) -> Path:
    """The file to which processes that a fault leaves write their ids; made when there is one."""
    return tmp_path / "pids"


@pytest.fixture
def make(pids: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Make a worker that reads with a function of `faults`; it is stopped after the test."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
    monkeypatch.setenv("FAULTS_PIDS", str(pids))
    made: list[Worker] = []

    def new(reader: str) -> Worker:
        made.append(Worker(f"faults:{reader}"))
        return made[-1]

    yield new
    for worker in made:
        worker.stop()


@pytest.fixture
def own() -> Iterator[Worker]:
    """A worker that reads as the program does."""
    worker = Worker()
    yield worker
    worker.stop()


def error_of(worker: Worker, data: bytes = b"bad", limits: Limits = LIMITS) -> ReadError:
    """Return the error that a document meets."""
    with pytest.raises(ReadError) as error:
        worker.read(data, "avtale", limits)
    return error.value


def left(*processes: int, noted: Path | None = None) -> list[int]:
    """Return which of these processes still run, those in the file `noted` included, after a moment to end."""
    ids = [*processes, *(map(int, noted.read_text().split()) if noted and noted.exists() else ())]
    for _ in range(200):
        states = {each: subprocess.run(["ps", "-o", "stat=", "-p", str(each)], capture_output=True) for each in ids}
        ids = [each for each, state in states.items() if state.stdout.strip() and not state.stdout.startswith(b"Z")]
        if not ids:
            break
        time.sleep(0.05)
    return ids


@pytest.mark.parametrize(
    ("reader", "limits", "code"),
    [
        ("sleeps", SHORT, "timeout"),
        ("ignores_signals", SHORT, "timeout"),
        ("computes", LIMITS, "timeout"),
        ("exits", LIMITS, "crashed"),
        ("raises_system_exit", LIMITS, "crashed"),
        ("segfaults", LIMITS, "crashed"),
        ("aborts", LIMITS, "crashed"),
        ("is_killed", LIMITS, "crashed"),
        ("swells", LIMITS, "too-large"),
        ("recurses", LIMITS, "failed"),
        ("fails", LIMITS, "failed"),
        ("refuses", LIMITS, "encrypted"),
        ("returns_no_document", LIMITS, "crashed"),
        ("returns_nothing", LIMITS, "crashed"),
        ("returns_no_pickle", LIMITS, "failed"),
        ("returns_a_trap", LIMITS, "crashed"),
        ("sends_rubbish", LIMITS, "crashed"),
        ("sends_a_pickle", LIMITS, "crashed"),
        ("announces_too_much", LIMITS, "crashed"),
        ("starts_a_process_and_dies", LIMITS, "crashed"),
    ],
)
def test_a_fault_costs_one_document(make: Make, pids: Path, reader: str, limits: Limits, code: str) -> None:
    """It is a `ReadError` with its code, the documents before and after it are read, and no process is left."""
    worker = make(reader)
    assert worker.read(GOOD, "before", LIMITS).text == GOOD.decode()
    before = worker.start().pid
    assert error_of(worker, limits=limits).code == code
    assert worker.read(GOOD, "after", LIMITS).text == GOOD.decode()
    after = worker.start().pid
    worker.stop()
    assert left(before, after, noted=pids) == []
    assert not pids.with_name("sprung").exists()


@pytest.mark.usefixtures("make")
def test_a_process_that_aborts_for_want_of_memory_is_told_from_one_that_crashes() -> None:
    """In a small program, since the system counts the memory of the program as well."""
    program = (
        "from dataclasses import replace\nfrom avtalesjekk.extract import limits, model, worker\n"
        "small = replace(limits.DEFAULT, memory=200 << 20)\n"
        "try:\n    worker.Worker('faults:swells_and_aborts').read(b'bad', 'a', small)\n"
        "except model.ReadError as error:\n    print(error.code)"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True).stdout.strip() == b"too-large"


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        ("prints_gigabytes", "printed"),
        ("asks", "nothing"),
        ("forks_and_answers_twice", "the parent"),
        ("leaves_a_process", "the parent"),
    ],
)
def test_a_reader_with_bad_manners_is_understood(make: Make, pids: Path, reader: str, text: str) -> None:
    """What it prints is lost, there is nothing for it to wait for, and copies of it have no say and do not stay."""
    worker = make(reader)
    assert worker.read(b"bad", "avtale", replace(LIMITS, cpu_seconds=60)).text == text
    assert [worker.read(GOOD, name, LIMITS).text for name in "ab"] == [GOOD.decode()] * 2
    worker.stop()
    assert left(noted=pids) == []


def test_an_error_of_the_reader_keeps_its_details(make: Make) -> None:
    """They fill the blanks of the message."""
    assert error_of(make("refuses")).detail == (("why", "x"),)


def test_an_error_of_the_program_is_told_with_its_kind(make: Make) -> None:
    """Which is what a report of the fault needs."""
    assert dict(error_of(make("fails")).detail)["reason"].startswith("KeyError: ")


def test_an_interrupted_reading_leaves_no_process(make: Make) -> None:
    """Ctrl-C reaches the program alone, which ends what it started."""
    worker = make("sleeps")
    process = worker.start().pid
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    with pytest.raises(KeyboardInterrupt):
        worker.read(b"bad", "avtale")
    signal.signal(signal.SIGALRM, before)
    assert left(process) == []


@pytest.mark.parametrize("ending", ["", "os.kill(os.getpid(), 9)"])
def test_the_process_ends_with_the_program(ending: str) -> None:
    """Whether that ends or is killed."""
    program = (
        "import os\nfrom avtalesjekk.extract import worker\n"
        f"worker.read_guarded(b'Avtale', 'a')\nprint(worker._WORKER.start().pid, flush=True)\n{ending}"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True).stdout
    assert left(int(printed)) == []


def test_a_process_reads_many_documents(own: Worker) -> None:
    """Starting one takes longer than reading a short document."""
    process = own.start().pid
    for name in "abc":
        own.read(GOOD, name)
    assert own.start().pid == process


def test_a_process_that_was_killed_between_documents_costs_one(own: Worker) -> None:
    """Whoever killed it."""
    os.kill(own.start().pid, signal.SIGKILL)
    assert error_of(own, GOOD).code == "crashed"
    assert own.read(GOOD, "a").text == GOOD.decode()


def test_what_is_read_is_what_the_reader_reads(own: Worker) -> None:
    """All of the values arrive, and are equal."""
    page = PageMaker().lines(60, 100, "1. Formål", "Avtalen skal sikre samarbeid.", "a) for kommunen", step=30)
    for data in (make_pdf(page), make_docx(paragraph("1. Formål") + paragraph("Avtalen gjelder.")), GOOD):
        assert own.read(data, "avtale") == read_bytes(data, "avtale")


def test_a_name_may_be_anything_that_a_file_may_be_called(own: Worker) -> None:
    """Line ends, and bytes that are no UTF-8."""
    name = "a\nb\udcff.txt"
    assert own.read(GOOD, name).path == name


def test_empty_and_too_large_files_do_not_reach_the_process(own: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are refused by their size."""
    monkeypatch.setattr(own, "start", None)
    assert error_of(own, b"").code == "empty"
    assert error_of(own, b"xx", replace(DEFAULT, file_size=1)).code == "too-large"


def test_a_larger_reply_than_allowed_is_refused(own: Worker) -> None:
    """The limit is that of the reply, not of the file."""
    assert error_of(own, GOOD, replace(DEFAULT, reply=100)).code == "crashed"


def test_a_module_in_the_working_folder_is_not_run(
    own: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder of the documents may hold anything, also a file with the name of a library."""
    for name in ("pypdfium2", "resource", "lxml"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert own.read(make_pdf(PageMaker().text(60, 100, "Avtale")), "avtale.pdf").text == "Avtale"


def test_the_program_reads_guarded() -> None:
    """The function that the commands use."""
    document = read_guarded(GOOD, "avtale.txt")
    assert (document.text, document.sha256) == (GOOD.decode(), hashlib.sha256(GOOD).hexdigest())


@pytest.mark.parametrize("harmful", [os.system, pickle.loads, ReadError])
def test_only_values_of_documents_are_unpickled(harmful: object) -> None:
    """Nothing else is even looked up, not in the module of the values either."""
    with pytest.raises(KeyError):
        module._Values(io.BytesIO(pickle.dumps(harmful))).load()
