"""The server of the page: uvicorn, one process that takes in and hands on; the checks run in others."""

from __future__ import annotations

import socket
from contextlib import suppress

import uvicorn

from .app import application
from .options import Options

_GRACE = 10  # seconds that answers under way have when the server is stopped


def listen(host: str, port: int) -> socket.socket:
    """Listen at an address, at any free port when `port` is 0. Raises `OSError`."""
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=1024)


def run(options: Options, listening: socket.socket) -> None:
    """Answer until the process is told to stop. Nothing is logged of who asks for what."""
    config = uvicorn.Config(
        application(options),
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])
