"""The pipe between server and worker: frames of a kind (one byte), a length and so many bytes."""

from __future__ import annotations

import asyncio
import struct
from typing import IO

__all__ = ["ASK", "frame", "read_frame", "receive_frame"]

ASK = b"A"
"""The one kind of frame that the server sends: a job."""

_HEAD = struct.Struct(">cI")


def frame(kind: bytes, content: bytes) -> bytes:
    """Return a frame, ready to be sent."""
    return _HEAD.pack(kind, len(content)) + content


def read_frame(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Return the kind and content of the next frame; None where the other side is gone."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    content = stream.read(length)
    return (kind, content) if len(content) == length else None


async def receive_frame(stream: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Return the kind and content of the next frame; IncompleteReadError if the worker is gone."""
    kind, length = _HEAD.unpack(await stream.readexactly(_HEAD.size))
    return kind, await stream.readexactly(length)
