"""Forms as they arrive."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Iterator

import pytest
from starlette.requests import Request

from avtalesjekk.web import upload as upload_module
from avtalesjekk.web.exchange import RefusedError, Upload
from avtalesjekk.web.upload import plain_name, read_upload

from .conftest import awaited

SIZE = 100_000


def part(name: str, content: bytes, filename: str | None = None) -> bytes:
    """Return a field of a form."""
    file = f'; filename="{filename}"' if filename is not None else ""
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"


class Sender:
    """Sends a body in chunks of a few bytes and counts what was taken."""

    def __init__(self, body: bytes, chunk: int = 50_000) -> None:
        self._chunks: Iterator[bytes] = (body[at : at + chunk] for at in range(0, len(body), chunk))
        self.taken = 0

    async def receive(self) -> dict[str, object]:
        """Return the next chunk as ASGI has it."""
        chunk = next(self._chunks, b"")
        self.taken += len(chunk)
        return {"type": "http.request", "body": chunk, "more_body": bool(chunk)}

    def read(self, content_type: str = "multipart/form-data; boundary=x") -> Upload:
        """Return what the form holds."""
        headers = [(b"content-type", content_type.encode())] if content_type else []
        scope = {"type": "http", "method": "POST", "headers": headers}
        return awaited(read_upload(Request(scope, self.receive), SIZE))


def form(*parts: bytes) -> Sender:
    """Return the sender of a form with these fields."""
    return Sender(b"".join(parts) + b"--x--\r\n")


def test_a_file_with_what_is_wanted_of_it() -> None:
    """The bytes are those that were sent."""
    assert form(part("wish", b"json"), part("file", b"PK\r\n\x00\xff", "avtale.docx")).read() == Upload(
        name="avtale.docx", data=b"PK\r\n\x00\xff", wish="json"
    )


def test_text_has_no_name() -> None:
    """A field for a file in which none was chosen is sent too, and is passed over."""
    assert form(part("file", b"", ""), part("text", "Avtalen gjelder året ut.".encode())).read() == Upload(
        name="", data="Avtalen gjelder året ut.".encode()
    )


def test_a_document_that_the_page_carried_along() -> None:
    """In base64, with its name."""
    carried = b64encode(b"%PDF-\xff")
    assert form(part("name", b"a.pdf"), part("carried", carried)).read() == Upload(name="a.pdf", data=b"%PDF-\xff")


@pytest.mark.parametrize(
    ("sender", "code", "status"),
    [
        (form(part("file", b"", "")), "nothing", 400),
        (form(part("text", b" \n ")), "nothing", 400),
        (form(part("file", b"", "tom.pdf")), "nothing", 400),
        (form(part("file", b"x" * (SIZE + 1), "a.pdf")), "size", 413),
        (form(part("text", b"x" * (SIZE + 1))), "size", 413),
        (form(part("file", b"x" * 3 * SIZE, "a.pdf")), "size", 413),
        (form(part("carried", b"not base64!")), "form", 400),
        (form(part("file", b"a", "a"), part("file", b"b", "b")), "form", 400),
        (form(*(part(str(number), b"") for number in range(20))), "form", 400),
        (Sender(b"no form at all"), "form", 400),
    ],
)
def test_what_is_refused(sender: Sender, code: str, status: int) -> None:
    """Nothing chosen, too large, broken or not from our page."""
    with pytest.raises(RefusedError) as raised:
        sender.read()
    assert (raised.value.code, raised.value.status) == (code, status)


@pytest.mark.parametrize("content_type", ["", "text/plain", "multipart/form-data"])
def test_another_kind_of_body_is_refused(content_type: str) -> None:
    """Also one without a boundary."""
    with pytest.raises(RefusedError, match="form"):
        Sender(b"text=a").read(content_type)


def test_a_document_just_within_the_limit_is_taken() -> None:
    """Sent and carried along."""
    whole = b"x" * SIZE
    assert form(part("file", whole, "a.txt")).read().data == whole
    assert form(part("carried", b64encode(whole))).read().data == whole


def test_what_is_too_large_is_taken_off_the_line_and_thrown_away() -> None:
    """A browser shows no answer before it has sent all."""
    sender = form(part("file", b"x" * 20 * SIZE, "a.pdf"))
    with pytest.raises(RefusedError, match="size"):
        sender.read()
    assert sender.taken > 20 * SIZE


def test_nothing_is_written_to_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file as large as is allowed stays in memory."""
    monkeypatch.setattr("tempfile.TemporaryFile", lambda *_, **__: pytest.fail("a file was made"))
    assert len(form(part("file", b"x" * SIZE, "a.pdf")).read().data) == SIZE


def test_a_form_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that it keeps no place."""
    monkeypatch.setattr(upload_module, "SECONDS", 0.01)

    async def wait() -> dict[str, object]:
        await asyncio.sleep(60)
        return {}

    headers = [(b"content-type", b"multipart/form-data; boundary=x")]
    request = Request({"type": "http", "method": "POST", "headers": headers}, wait)
    with pytest.raises(RefusedError, match="slow"):
        awaited(read_upload(request, SIZE))


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\kari\avtale.docx", "avtale.docx"),
        ("..", ""),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie x.pdf"),
        ("<script>.pdf", "script.pdf"),
        ("å" * 200 + ".pdf", "å" * 116 + ".pdf"),
    ],
)
def test_names_of_files_are_names_only(given: str, name: str) -> None:
    """No folders, nothing that has a meaning in a header, not too long."""
    assert plain_name(given) == name
