"""A form as it arrives: a document, as a file, as text, or carried along by the page with its result.

Promises that no byte of it is written to disk and that no more is kept than the limit. Refuses with `RefusedError`:
"nothing", "size", "form" and "slow".
"""

from __future__ import annotations

import asyncio
import re
from base64 import b64decode
from binascii import Error as NotBase64Error
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from .exchange import RefusedError, Upload

SECONDS = 60.0  # for a form to arrive
_DRAINING = 20.0  # seconds for the rest of one that is too large: a browser shows no answer before it has sent all
_BESIDE = 1 << 16  # bytes of a form beside the document
_FIELDS = 8
_LONGEST_NAME = 120
_UNFIT = re.compile(r"[\x00-\x1f\x7f\"<>|:*?]")


async def read_upload(request: Request, size: int) -> Upload:
    """The document in the form of a request, of at most `size` bytes."""
    most = size * 4 // 3 + _BESIDE  # base64 takes four bytes for three
    body = request.stream()
    try:
        async with asyncio.timeout(SECONDS):
            return await _parsed(request, _bounded(body, most), size, most)
    except TimeoutError:
        raise RefusedError("slow", 408) from None
    except RefusedError as refusal:
        if refusal.code == "size":
            await _drain(body)
        raise
    except (MultiPartException, ClientDisconnect, KeyError, NotBase64Error) as error:  # KeyError: no Content-Type
        raise RefusedError("form", 400) from error


async def _parsed(request: Request, body: AsyncGenerator[bytes, None], size: int, most: int) -> Upload:
    parser = MultiPartParser(request.headers, body, max_files=1, max_fields=_FIELDS, max_part_size=most)
    parser.spool_max_size = most  # what is larger would go to disk
    form = await parser.parse()
    try:
        upload = await _upload(form)
    finally:
        await form.close()
    if not upload.data.strip():
        raise RefusedError("nothing", 400)
    if len(upload.data) > size:
        raise RefusedError("size", 413)
    return upload


async def _upload(form: FormData) -> Upload:
    file = form.get("file")
    wish = _words(form, "wish")
    if isinstance(file, UploadFile) and file.filename:
        return Upload(name=plain_name(file.filename), data=await file.read(), wish=wish)
    if carried := _words(form, "carried"):
        return Upload(name=plain_name(_words(form, "name")), data=b64decode(carried, validate=True), wish=wish)
    return Upload(name="", data=_words(form, "text").encode("utf-8", "replace"), wish=wish)


def _words(form: FormData, field: str) -> str:
    value = form.get(field, "")
    return value if isinstance(value, str) else ""


def plain_name(name: str) -> str:
    """The name of a file without the folders, and without what no name of a file should have."""
    last = re.split(r"[/\\]", name)[-1]
    return _UNFIT.sub("", last).strip(". ")[-_LONGEST_NAME:]


async def _bounded(body: AsyncIterator[bytes], most: int) -> AsyncGenerator[bytes, None]:
    seen = 0
    async for chunk in body:
        seen += len(chunk)
        if seen > most:
            raise RefusedError("size", 413)
        yield chunk


async def _drain(body: AsyncIterator[bytes]) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(_DRAINING):
            async for _ in body:
                pass
