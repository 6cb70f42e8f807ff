"""What is refused before or while a file is unpacked."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from avtalesjekk.extract.limits import DEFAULT, Archive, check_content, check_size, parse_xml, read_file
from avtalesjekk.extract.model import ReadError
from avtalesjekk.extract.worker import Worker

from .docx_maker import make_zip


def load_hostile() -> ModuleType:
    """Return the benchmark that makes hostile files, which is no part of the package."""
    spec = spec_from_file_location("hostile", Path(__file__).resolve().parents[2] / "bench" / "hostile.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


HOSTILE = load_hostile()
# Those that the limits of time and memory are there for take long, and are for the benchmark.
LIGHT = [name for name, (_, right) in HOSTILE.FILES.items() if "timeout" not in right]


def refusal(archive: bytes, **limits: int) -> ReadError:
    """Return the error that an archive meets under these limits, opened and read."""
    with pytest.raises(ReadError) as error:
        Archive(archive, replace(DEFAULT, **limits)).read("a")
    return error.value


def test_a_size_at_the_limit_passes() -> None:
    """The limit is included."""
    check_size(10, replace(DEFAULT, file_size=10))


@pytest.mark.parametrize(("size", "code"), [(0, "empty"), (11, "too-large")])
def test_sizes_outside_of_the_limits_are_refused(size: int, code: str) -> None:
    """Nothing, and one byte more than allowed."""
    with pytest.raises(ReadError) as error:
        check_size(size, replace(DEFAULT, file_size=10))
    assert error.value.code == code


def test_an_archive_within_the_limits_is_read() -> None:
    """The parts come out as they went in."""
    assert Archive(make_zip({"a": "innhold"})).read("a") == b"innhold"


def test_too_many_entries_are_refused() -> None:
    """The error says which limit was met."""
    error = refusal(make_zip(dict.fromkeys("abc", "")), entries=2)
    assert (error.code, dict(error.detail)["what"]) == ("too-large", "entries")


def test_a_large_total_is_refused_from_the_directory() -> None:
    """The sum of all parts counts, not only the one that is asked for."""
    error = refusal(make_zip({"a": "x", "b": "y" * 100}), inflated=100)
    assert dict(error.detail)["what"] == "inflated"


def test_a_bomb_is_refused_by_its_ratio() -> None:
    """A thousandfold growth beyond the grace size is no document."""
    error = refusal(make_zip({"a": " " * 1_000_000}), grace=500_000)
    assert dict(error.detail)["what"] == "ratio"


def test_a_high_ratio_within_the_grace_size_passes() -> None:
    """Small files may be as repetitive as they like."""
    archive = make_zip({"a": " " * 1_000_000})
    assert len(Archive(archive, replace(DEFAULT, grace=1_000_000)).read("a")) == 1_000_000


def test_a_part_is_refused_while_it_is_inflated() -> None:
    """One part may not exceed the limit of parts."""
    error = refusal(make_zip({"a": "x" * 101}), part=100)
    assert dict(error.detail)["what"] == "part"


def test_all_parts_together_are_counted_while_they_are_inflated() -> None:
    """Asking for one part again and again does not get around the total."""
    archive = Archive(make_zip({"a": "x" * 60}), replace(DEFAULT, inflated=100))
    archive.read("a")
    with pytest.raises(ReadError):
        archive.read("a")


def test_a_directory_that_lies_about_sizes_is_damaged() -> None:
    """The bytes that come out decide."""
    data = bytearray(make_zip({"a": "x" * 1000}))
    place = data.rindex((1000).to_bytes(4, "little"))
    data[place : place + 4] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)).code == "damaged"


def test_an_archive_with_a_password_is_encrypted() -> None:
    """The flag in the directory is enough."""
    stream = io.BytesIO(make_zip({"a": "x"}))
    data = bytearray(stream.getvalue())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)).code == "encrypted"


def test_broken_archives_are_damaged() -> None:
    """The libraries' own errors do not come through."""
    assert refusal(b"PK\x03\x04 nonsens").code == "damaged"


def test_an_absent_part_is_damaged() -> None:
    """And the error names it."""
    error = refusal(make_zip({"b": ""}))
    assert (error.code, error.detail) == ("damaged", (("part", "a"),))


def test_a_changed_part_is_damaged() -> None:
    """Check sums are checked."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a", "innhold")
    assert refusal(stream.getvalue().replace(b"innhold", b"inNhold")).code == "damaged"


def test_xml_is_parsed() -> None:
    """The root comes back."""
    assert parse_xml(b"<a><b/></a>").tag == "a"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<a>", "damaged"),
        (b"", "damaged"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "damaged"),
        (b'<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>', "damaged"),
        (b"<a>" * 300 + b"</a>" * 300, "damaged"),
        (b"<a>" + b"<b/>" * 1_000_000 + b"</a>", "too-large"),
    ],
)
def test_dangerous_xml_is_refused(content: bytes, code: str) -> None:
    """Broken, with a document type, too deep, or with too many tags."""
    with pytest.raises(ReadError) as error:
        parse_xml(content)
    assert error.value.code == code


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    """Up to the limit, which is included."""
    path = tmp_path / "a"
    path.write_bytes(b"innhold")
    assert read_file(path, replace(DEFAULT, file_size=7)) == b"innhold"


def test_a_link_to_a_file_is_followed(tmp_path: Path) -> None:
    """To wherever it points."""
    (tmp_path / "a").write_bytes(b"innhold")
    (tmp_path / "b").symlink_to("a")
    assert read_file(tmp_path / "b") == b"innhold"


def make_special(folder: Path, kind: str) -> Path:
    """Return the path of something that is no file that can be read."""
    path = folder / "avtale.docx"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "no name":
        return folder / ("x" * 5000)
    return path


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("folder", "unreadable"),
        ("pipe", "not-a-file"),
        ("loop", "unreadable"),
        ("device", "not-a-file"),
        ("absent", "unreadable"),
        ("no name", "unreadable"),
    ],
)
def test_what_is_no_file_is_not_opened(tmp_path: Path, kind: str, code: str) -> None:
    """A pipe or device might never end."""
    with pytest.raises(ReadError) as error:
        read_file(make_special(tmp_path, kind))
    assert error.value.code == code


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    """With the reason that the system gives."""
    (tmp_path / "a").write_bytes(b"innhold")
    (tmp_path / "a").chmod(0)
    with pytest.raises(ReadError) as error:
        read_file(tmp_path / "a")
    assert error.value.code == "unreadable"


@pytest.mark.parametrize(("text", "blocks", "what"), [("xxx", [1], "characters"), ("xx", [1, 2, 3], "blocks")])
def test_more_text_than_can_be_judged_is_refused(text: str, blocks: list[int], what: str) -> None:
    """One more than allowed; the limit itself passes."""
    limits = replace(DEFAULT, characters=2, blocks=2)
    check_content("xx", [1, 2], limits)
    with pytest.raises(ReadError) as error:
        check_content(text, blocks, limits)
    assert (error.value.code, dict(error.value.detail)["what"]) == ("too-large", what)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read as Linux tells it")
@pytest.mark.parametrize("name", [name for name in LIGHT if name.startswith("zip bomb")])
def test_a_zip_bomb_is_refused_in_little_memory(name: str) -> None:
    """At most 100 MB at the peak of a process that does nothing else, Python and the libraries included."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom avtalesjekk.extract.model import ReadError\n"
        "from avtalesjekk.extract.read import read_bytes\n"
        "try:\n    read_bytes(sys.stdin.buffer.read(), 'bombe.docx')\n"
        "except ReadError as error:\n    print(error.code, Path('/proc/self/status').read_text())"
    )
    make, right = HOSTILE.FILES[name]
    run = subprocess.run([sys.executable, "-c", program], input=make(), capture_output=True, check=True)
    code, *status = run.stdout.decode().split()
    assert code in right.split()
    assert int(status[status.index("VmHWM:") + 1]) < 100 << 10  # in kB


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One reading process for all files, which shows that none of them spoils it for the next."""
    worker = Worker()
    yield worker
    worker.stop()


@pytest.mark.parametrize("name", LIGHT)
def test_a_hostile_file_has_the_outcome_that_is_right(worker: Worker, name: str) -> None:
    """And never another error than those of the reader."""
    make, right = HOSTILE.FILES[name]
    assert HOSTILE.outcome_of(worker, make()).partition(",")[0] in right.split()


def test_files_with_bytes_changed_are_read_or_refused(worker: Worker) -> None:
    """Whatever the bytes: no crash of a parser, and no exception that is not the reader's own."""
    whole = (
        HOSTILE.make_docx("<w:p><w:r><w:t>Avtale</w:t></w:r></w:p>"),
        HOSTILE.one_page(b"BT /F 9 Tf (Avtale) Tj ET"),
    )
    outcomes = {
        HOSTILE.outcome_of(worker, HOSTILE.fuzzed(data, seed)).partition(",")[0]
        for data in whole
        for seed in range(100)
    }
    assert outcomes <= {"read", "damaged", "encrypted", "empty", "not-a-document", "too-large"}
