"""What is refused before or while a file is unpacked."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest

from avtalesjekk.extract.limits import DEFAULT, Archive, check_size, parse_xml
from avtalesjekk.extract.model import ReadError

from .docx_maker import make_zip


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
