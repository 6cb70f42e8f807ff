"""The application: a page with a form in three languages, the answers to it, and what the pages need.

Promises that nothing of a document outlives its answer: it is neither stored nor logged.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from ..report.messages import text
from .checks import Checks
from .exchange import HTML, Answer, RefusedError
from .guard import Headers, Rates, address, same_origin
from .options import Options
from .pages import ADDRESSES, asset, start_page, style
from .upload import read_upload

_LANGUAGES: Mapping[str, str] = {path: lang for lang, path in ADDRESSES.items()}
_RETRY = {"Retry-After": "60"}
_log = logging.getLogger(__name__)


class Page:
    """The form and the answers to it."""

    def __init__(self, options: Options, checks: Checks) -> None:
        self._options = options
        self._checks = checks
        self._rates = Rates(options.rate)
        self._held = asyncio.Semaphore(options.held)

    async def start(self, request: Request) -> Response:
        """The form."""
        return Response(start_page(_lang(request), self._options.megabytes), media_type=HTML)

    async def check(self, request: Request) -> Response:
        """The answer to a form."""
        lang = _lang(request)
        try:
            self._admit(request)
            with self._checks.place():
                async with self._held:  # what is not read yet waits at its sender's, not in memory
                    upload = await read_upload(request, self._options.size)
                    return _response(await self._checks.answer(upload, lang))
        except RefusedError as refusal:
            return self.refused(refusal, lang)
        except Exception as error:  # its words may be those of the document: neither shown nor logged
            _log.error("a check failed: %s", type(error).__name__)
            return self.refused(RefusedError("fault", 500), lang)

    def refused(self, refusal: RefusedError, lang: str) -> Response:
        """The form again, with why there is no result."""
        megabytes = self._options.megabytes
        problem = text("refused", refusal.code, lang, megabytes=str(megabytes))
        headers = _RETRY if refusal.code in ("rate", "busy") else None
        page = start_page(lang, megabytes, problem=problem)
        return Response(page, refusal.status, headers, media_type=HTML)

    def _admit(self, request: Request) -> None:
        if not same_origin(request):
            raise RefusedError("origin", 403)
        if not self._rates.take(address(request, proxied=self._options.proxied)):
            raise RefusedError("rate", 429)


def application(options: Options) -> Starlette:
    """The application, which starts its processes when the server starts it."""
    checks = Checks(options)
    page = Page(options, checks)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        checks.start()
        yield
        await asyncio.to_thread(checks.stop)

    async def missing(request: Request, _: Exception) -> Response:
        return page.refused(RefusedError("page", 404), _lang(request))

    pages = [
        *(Route(path, page.start) for path in _LANGUAGES),
        *(Route(path, page.check, methods=["POST"]) for path in _LANGUAGES),
        Route("/style.css", _file(style(), "text/css")),
        Route("/page.js", _file(asset("page.js"), "text/javascript")),
        Route("/icon.svg", _file(asset("icon.svg"), "image/svg+xml")),
    ]
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=list(options.hosts), www_redirect=False)
    return Starlette(
        # Who asks for the health of a container calls it by its number.
        routes=[Route("/health", _file("ok", "text/plain")), Mount("/", routes=pages, middleware=[hosts])],
        middleware=[Middleware(Headers)],
        exception_handlers={404: missing},
        lifespan=running,
    )


def _file(content: str, media: str) -> Callable[[Request], Response]:
    return lambda _: Response(content, media_type=media)


def _lang(request: Request) -> str:
    return _LANGUAGES.get(request.url.path, "nb")


def _response(answer: Answer) -> Response:
    headers = {}
    if answer.name:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(answer.name)}"
    return Response(answer.body, answer.status, headers, media_type=answer.media)
