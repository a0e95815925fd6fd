"""Running an ASGI application until it is told to stop, and leaving nothing behind."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address

import uvicorn
from starlette.types import ASGIApp

from .errors import ServingError

__all__ = ["bound", "is_loopback", "run"]

_GRACE = 5  # seconds that requests under way are given when the server is told to stop
_BACKLOG = 512
_HEAD_ROOM = 2**16


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that listens at an address; port 0 is any free one.

    Raises ServingError where the port is taken, or the address is none of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise _no_address(host, error) from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise _refused(host, port, error) from None
    return listening


def _refused(host: str, port: int, error: OSError) -> ServingError:
    match error.errno:
        case errno.EADDRINUSE:
            return ServingError(
                f"port {port} of {host} is in use, perhaps by another kavshiri serve; "
                "stop that one, or choose another port with --port (0: any that is free)",
                f"პორტი {port} მისამართზე {host} დაკავებულია, შესაძლოა სხვა kavshiri serve-ით; "
                "გააჩერეთ ის ან აირჩიეთ სხვა პორტი: --port (0: რომელიც თავისუფალია)",
            )
        case errno.EACCES:
            return ServingError(
                f"port {port} may not be used by you; choose one above 1023 with --port",
                f"პორტი {port} თქვენთვის არ არის ნებადართული; აირჩიეთ 1023-ზე დიდი: --port",
            )
    return _no_address(host, error)


def _no_address(host: str, error: OSError) -> ServingError:
    return ServingError(
        f"{host} is no address of this machine ({error.strerror}); use --host 127.0.0.1",
        f"{host} ამ კომპიუტერის მისამართი არ არის ({error.strerror}); გამოიყენეთ --host 127.0.0.1",
    )


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a server that listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def run(
    app: ASGIApp, listening: socket.socket, *, longest_request: int, ready: Callable[[], None]
) -> None:
    """Serve until Ctrl-C or SIGTERM; then end what is under way, and the application.

    ``ready`` is called when the first request can be answered. A second signal does not wait.
    """
    config = uvicorn.Config(
        app,
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        h11_max_incomplete_event_size=longest_request + _HEAD_ROOM,
    )
    server = _Server(config, ready)
    asyncio.run(server.serve(sockets=[listening]))
    if not server.started:
        raise ServingError(
            "the server did not start; the reason stands above",
            "სერვერი ვერ გაეშვა; მიზეზი ზემოთ წერია",
        )


class _Server(uvicorn.Server):
    """Ends quietly on a signal, and says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on a signal; unlike uvicorn's own, do not raise it again when all is done."""
        before = {
            number: signal.signal(number, self.handle_exit)
            for number in (signal.SIGINT, signal.SIGTERM)
        }
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
