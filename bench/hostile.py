"""What hostile and broken files cost: `python bench/hostile.py` prints outcome, seconds and megabytes for each.

Each is made, and read as the program reads it, in a reading process that is new but warm; the megabytes are the peak
of that process, of which 20 are Python. Names of files after the command choose among them.
"""

from __future__ import annotations

import io
import multiprocessing
import random
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection

from avtalesjekk.extract.model import ReadError
from avtalesjekk.extract.worker import Worker

MEGABYTE = 1 << 20
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONSHIP = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="m" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def make_zip(parts: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def make_docx(body: str | bytes, before: str = "", *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a DOCX with the inside of its body as XML, and what stands before the root."""
    inside = body.encode() if isinstance(body, str) else body
    document = f"{before}<w:document {_W}><w:body>".encode() + inside + b"</w:body></w:document>"
    return make_zip({"_rels/.rels": _RELATIONSHIP, "word/document.xml": document}, method=method)


def make_pdf(*objects: str | bytes) -> bytes:
    """Return a PDF of these objects, numbered from 1, of which the first is the catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, inside in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + (inside.encode() if isinstance(inside, str) else inside) + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(places) + 1}/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF".encode()


def one_page(content: bytes, *more: str | bytes, resources: str = "", box: str = "0 0 595 842") -> bytes:
    """Return a PDF with one page of this content; object 5 is the first of `more`."""
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<{resources}"
        "/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
    )
    return make_pdf(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", page, stream_of(content), *more
    )


def stream_of(content: bytes, entries: str = "") -> bytes:
    """Return a packed stream object."""
    packed = zlib.compress(content, 9)
    return f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>stream\n".encode() + packed + b"\nendstream"


def overlapping() -> bytes:
    """Return an archive whose directory names the same packed bytes a thousand times."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.xml", bytes(50 * MEGABYTE))
        (first,) = archive.infolist()
        for number in range(1, 1000):
            again = zipfile.ZipInfo(f"{number}.xml")
            for field in ("header_offset", "compress_type", "compress_size", "file_size", "CRC", "flag_bits"):
                setattr(again, field, getattr(first, field))
            archive.filelist.append(again)
    return stream.getvalue()


def overlapping_quoted() -> bytes:
    """Return an archive whose only part, by its own header, reaches into a directory that says less."""
    return lying(
        make_zip({"_rels/.rels": _RELATIONSHIP, "word/document.xml": bytes(60 * MEGABYTE)}), 60 * MEGABYTE, 1000
    )


def lying(archive: bytes, size: int, told: int) -> bytes:
    """Return the archive with another size for the part of `size` bytes in its directory."""
    data = bytearray(archive)
    place = data.rindex(size.to_bytes(4, "little"))
    data[place : place + 4] = told.to_bytes(4, "little")
    return bytes(data)


def nested_zip() -> bytes:
    """Return an archive of archives of archives, 16 in each, of which the innermost hold 10 MB."""
    inner = make_zip({"a": bytes(10 * MEGABYTE)})
    for _ in range(3):
        inner = make_zip({f"{number}.zip": inner for number in range(16)})
    return inner


def nested_tables(depth: int) -> str:
    """Return tables in the cells of tables."""
    cell = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return cell[0] * depth + "<w:p><w:r><w:t>Avtale</w:t></w:r></w:p>" + cell[1] * depth


def many_pages(count: int) -> bytes:
    """Return a PDF of empty pages."""
    kids = " ".join(f"{number} 0 R" for number in range(3, count + 3))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return make_pdf("<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {count}/Kids[{kids}]>>", *[page] * count)


def fuzzed(data: bytes, seed: int) -> bytes:
    """Return the file with one byte in a hundred changed."""
    chance = random.Random(seed)
    broken = bytearray(data)
    for _ in range(len(data) // 100 + 1):
        broken[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(broken)


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE l [<!ENTITY l0 "lol">{entities}]>'


_SHORT_DOCX = make_docx("<w:p><w:r><w:t>Avtalen gjelder fra i dag.</w:t></w:r></w:p>" * 20)
_SHORT_PDF = one_page(b"BT /F 11 Tf 60 700 Td (Avtalen gjelder fra i dag.) Tj ET")
_ENTITY = "<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"
_RUN = "<w:r><w:t>a</w:t></w:r>"

_HEAVY = "read too-large timeout"  # within the limits, or stopped by them
_BROKEN = "read damaged encrypted not-a-document too-large"

# Each with the outcomes that are right: "read", or codes of errors.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb, flat": (lambda: make_docx(b" " * 400 * MEGABYTE), "too-large"),
    "zip bomb, many parts": (lambda: make_zip({f"{n}.xml": bytes(20 * MEGABYTE) for n in range(30)}), "too-large"),
    "zip bomb, nested": (nested_zip, "too-large not-a-document"),
    "zip bomb, overlapping": (overlapping, "too-large"),
    "zip bomb, lying": (overlapping_quoted, "damaged too-large"),
    "zip, sizes that are not": (
        lambda: lying(make_zip({"word/document.xml": "x" * 1234}), 1234, 0xFFFFFFF0),
        "too-large",
    ),
    "zip, 60,000 parts": (lambda: make_zip({str(n): b"" for n in range(60_000)}), "too-large"),
    "entity bomb": (lambda: make_docx(_ENTITY, _laughs()), "damaged"),
    "entity bomb, one large": (
        lambda: make_docx("<w:p>&a;</w:p>" * 9000, f'<!DOCTYPE a [<!ENTITY a "{"x" * 90_000}">]>'),
        "damaged",
    ),
    "entity, of a file": (
        lambda: make_docx("<w:p>&a;</w:p>", '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "damaged",
    ),
    "entity, of the network": (
        lambda: make_docx("<w:p/>", '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'),
        "damaged",
    ),
    "docx, 100,000 tables deep": (lambda: make_docx(nested_tables(100_000)), "damaged too-large"),
    "docx, 60 tables deep": (lambda: make_docx(nested_tables(60)), _BROKEN),
    "docx, 900,000 tags in a paragraph": (lambda: make_docx(f"<w:p>{_RUN * 225_000}</w:p>"), _HEAVY),
    "docx, 900,000 empty paragraphs": (lambda: make_docx("<w:p/>" * 900_000), _HEAVY),
    "docx, 90,000 short paragraphs": (lambda: make_docx(f"<w:p>{_RUN}</w:p>" * 90_000), _HEAVY),
    "docx, 15 MB of one word": (lambda: make_docx(f"<w:p><w:r><w:t>{'a' * 15_000_000}</w:t></w:r></w:p>"), "damaged"),
    "pdf, 10,000 pages": (lambda: many_pages(10_000), "too-large"),
    "pdf, a tree of pages that loops": (
        lambda: make_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"),
        "read damaged",
    ),
    "pdf, 2,000,000,000 pages by its word": (
        lambda: make_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2000000000/Kids[]>>"),
        "damaged too-large",
    ),
    "pdf, a form that contains itself": (
        lambda: one_page(
            b"/X Do",
            stream_of(b"/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"),
            resources="/XObject<</X 5 0 R>>",
        ),
        _HEAVY,
    ),
    "pdf, a page of 1,000,000 words": (
        lambda: one_page(b"BT /F 1 Tf " + b"0 0.7 Td (a) Tj " * 1_000_000 + b"ET"),
        _HEAVY,
    ),
    "pdf, 5,000,000 strokes": (lambda: one_page(b"0 0 m 9 9 l S " * 5_000_000), _HEAVY),
    "pdf, a stream of 1 GB": (lambda: one_page(b" " * 1000 * MEGABYTE), _HEAVY),
    "pdf, a picture of 60,000 x 60,000": (
        lambda: one_page(
            b"q 595 0 0 842 0 0 cm /X Do Q",
            stream_of(
                bytes(450 * MEGABYTE),
                "/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/ColorSpace/DeviceGray",
            ),
            resources="/XObject<</X 5 0 R>>",
        ),
        _HEAVY,
    ),
    "pdf, a page of 2,000,000 points": (
        lambda: one_page(b"BT /F 11 Tf 60 700 Td (Avtale) Tj ET", box="0 0 2000000 2000000"),
        "read",
    ),
    "text, 90 MB in a line": (lambda: b"avtale " * 13_000_000, _HEAVY),
    "text, 1,000,000 lines": (lambda: b"a\n\n" * 1_000_000, _HEAVY),
    "nothing": (lambda: b"", "empty"),
    "zeros": (lambda: bytes(MEGABYTE), _BROKEN),
    "noise": (lambda: random.Random(1).randbytes(MEGABYTE), _BROKEN),
    **{f"docx, cut at {n} %": (lambda n=n: _SHORT_DOCX[: len(_SHORT_DOCX) * n // 100], "damaged") for n in (1, 50, 99)},
    **{
        f"pdf, cut at {n} %": (lambda n=n: _SHORT_PDF[: len(_SHORT_PDF) * n // 100], "read damaged")
        for n in (5, 50, 90)
    },
    **{f"docx, fuzzed ({n})": (lambda n=n: fuzzed(_SHORT_DOCX, n), _BROKEN) for n in range(3)},
    **{f"pdf, fuzzed ({n})": (lambda n=n: fuzzed(_SHORT_PDF, n), _BROKEN) for n in range(3)},
}


def main() -> int:
    """Make and read the files, and print a line for each; 1 if one had an outcome that is wrong."""
    names = sys.argv[1:] or list(FILES)
    wrong = 0
    print(f"{'file':38} {'outcome':22} {'seconds':>8} {'MB':>6}")
    for name in names:
        make, right = FILES[name]
        outcome, seconds, peak = _measured(make())
        remark = "" if outcome.partition(",")[0] in right.split() else f"  not {right}"
        wrong += bool(remark)
        print(f"{name:38} {outcome:22} {seconds:8.3f} {peak:6.0f}{remark}", flush=True)
    return int(wrong > 0)


def _measured(data: bytes) -> tuple[str, float, float]:
    """Read the file as the only one of a process, since the peak of its children is that of the largest."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_measure, args=(theirs,))
    process.start()
    ours.send(data)
    answer: tuple[str, float, float] = ours.recv()
    process.join()
    return answer


def _measure(pipe: Connection) -> None:
    worker = Worker()
    worker.start()  # before the file is here: the system counts what is in use now as used by the new process
    worker.read(b"Avtale", "avtale.txt")
    data: bytes = pipe.recv()
    start = time.perf_counter()
    outcome = outcome_of(worker, data)
    seconds = time.perf_counter() - start
    worker.stop()
    pipe.send((outcome, seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))


def outcome_of(worker: Worker, data: bytes) -> str:
    """Return "read", with the number of problems if any, or the code of the error."""
    try:
        document = worker.read(data, "avtale")
    except ReadError as error:
        return error.code
    return f"read, {len(document.problems)} problems" if document.problems else "read"


if __name__ == "__main__":
    sys.exit(main())
