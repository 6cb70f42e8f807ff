"""What passes between the page and the processes that check: uploads, answers, refusals."""

from __future__ import annotations

from dataclasses import dataclass

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A document; `name` is that of its file without folders, "" for text. `wish` is what its sender wants of it:
    "" for the page with the result, "html" or "json" for the report, "copy-0", "copy-1" … for the first, second …
    document in the file with comments.
    """

    name: str
    data: bytes
    wish: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`body` with the status and the type of HTTP; a file to save when it has a `name`."""

    status: int
    body: bytes
    media: str = HTML
    name: str = ""


class RefusedError(Exception):
    """An upload that is not checked: `code` is that of a text in the group "refused", `status` the one of HTTP."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
