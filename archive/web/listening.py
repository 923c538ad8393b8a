"""Listens on an address and serves an ASGI application until Ctrl-C or SIGTERM (HTTP)."""

import contextlib
import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable, Iterator

import uvicorn

from extract.errors import ArchiveError


class Server(uvicorn.Server):
    """A uvicorn server that calls `on_listening` and ends without an error on Ctrl-C and SIGTERM."""

    on_listening: list[Callable[[], object]]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and call `on_listening`."""
        await super().startup(sockets)
        for tell in self.on_listening:
            tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, and say nothing of requests that are cancelled."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on Ctrl-C and SIGTERM, and raise them no further."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        ends = (signal.SIGINT, signal.SIGTERM)
        former = {number: signal.signal(number, self.handle_exit) for number in ends}
        try:
            yield
        finally:
            # uvicorn itself would raise the signal again here, and the process would exit with an error.
            for number, handler in former.items():
                signal.signal(number, handler)


def listen(host: str, port: int) -> socket.socket:
    """Return a listening socket; raise ArchiveError if the host or port cannot be used."""
    if not 0 <= port <= 65535:
        # getaddrinfo would silently take it modulo 65536.
        raise ArchiveError(f"Port {port} does not exist: ports are 0 to 65535.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        # Named, because asyncio sends the parts of an answer at once only on sockets whose protocol is known to be
        # TCP. Else the second part waits until the reader's system acknowledges the first, 40 ms on Linux.
        listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    except (OSError, UnicodeError) as error:
        raise ArchiveError(f"{host} is not an address of this machine: {error}.") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        problem = "is in use by another program" if taken else f"cannot be used: {error.strerror}"
        raise ArchiveError(f"Port {port} on {host} {problem}. Choose another with --port.") from error
    return listener
