"""Unpacks a WARC or ARC file as one stream of bytes, whatever members it is packed in (reads one file).

Plain files; gzip with a member for each record, or one for many or all of them; zstd, with the dictionary that the
first frame may hold (https://iipc.github.io/warc-specifications/specifications/warc-zstd/).
"""

import struct
import sys
import zlib
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import BinaryIO, NamedTuple, Protocol

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHUNK = 64 * 1024
# So much is unpacked at a time, whatever a few bytes unpack to.
MAX_STEP = 1024 * 1024
# A member of nothing but zeros unpacks to a thousand times its size; web pages to ten times.
MAX_RATIO, SLACK = 200, 256 * 1024 * 1024
GZIP, ZSTD, ZSTD_DICTIONARY = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18"
MAX_DICTIONARY = 16 * 1024 * 1024
TRUNCATED = "the file ends within a record"


class Place(NamedTuple):
    """Where a record begins: the offset of its member in the file, and how many unpacked bytes of it come before."""

    offset: int
    skip: int


class Broken(Exception):  # noqa: N818 - a verdict on a range of bytes, not a fault of the program
    """Bytes that cannot be read from the member at `offset` on; the records after them may be whole."""

    def __init__(self, offset: int, problem: str, *, can_go_on: bool = True) -> None:
        super().__init__(problem)
        self.offset = offset
        self.problem = problem
        self.can_go_on = can_go_on


class _Unpacker(Protocol):
    """Unpacks one member: `rest` is what it has not used, `wants` whether it needs more."""

    eof: bool
    rest: bytes
    wants: bool

    def step(self, packed: bytes) -> bytes: ...


class _Gzip:
    def __init__(self) -> None:
        self._member = zlib.decompressobj(31)
        self.eof, self.rest, self.wants = False, b"", True

    def step(self, packed: bytes) -> bytes:
        out = self._member.decompress(packed, MAX_STEP)
        self.eof = self._member.eof
        self.rest = self._member.unused_data if self.eof else self._member.unconsumed_tail
        return out


class _Zstd:
    def __init__(self, dictionary: "zstd.ZstdDict | None") -> None:
        self._frame = zstd.ZstdDecompressor(zstd_dict=dictionary)
        self.eof, self.rest, self.wants = False, b"", True

    def step(self, packed: bytes) -> bytes:
        out = self._frame.decompress(packed, MAX_STEP)
        self.eof = self._frame.eof
        self.rest = self._frame.unused_data if self.eof else b""
        self.wants = self._frame.needs_input
        return out


class Unpacked:
    """The unpacked bytes of a file from a member on; reading raises Broken where they cannot be had."""

    def __init__(self, file: BinaryIO, offset: int = 0) -> None:
        self._file = file
        self._most = MAX_RATIO * file.seek(0, 2) + SLACK
        self._make = _unpackers(file)
        file.seek(offset)
        self._read_at = offset
        self._packed = b""
        self._unpacker: _Unpacker | None = None
        self._buffer = bytearray()
        self._total = 0
        # Where members begin: how many bytes were unpacked before, and the offset in the file.
        self._members = deque([(0, offset)])

    @property
    def place(self) -> Place:
        """Where the next byte is."""
        at = self._total - len(self._buffer)
        while len(self._members) > 1 and self._members[1][0] <= at:
            self._members.popleft()
        before, offset = self._members[0]
        return Place(offset, at - before) if self._make else Place(offset + at - before, 0)

    @property
    def packed_bytes(self) -> int:
        """How much of the file has been read."""
        return self._read_at

    def at_end(self) -> bool:
        """Tell whether there are no more bytes."""
        return not self._buffer and not self._fill()

    def peek(self) -> int:
        """Return the next byte without taking it; the stream must not be at its end."""
        return self._buffer[0]

    def read(self, count: int) -> bytes:
        """Return the next bytes, fewer only at the end."""
        while len(self._buffer) < count and self._fill():
            pass
        found = bytes(self._buffer[:count])
        del self._buffer[:count]
        return found

    def skip(self, count: int) -> int:
        """Pass over bytes; return how many there were."""
        left = count
        while left and (self._buffer or self._fill()):
            step = min(left, len(self._buffer))
            del self._buffer[:step]
            left -= step
        return count - left

    def readline(self, most: int) -> bytes:
        """Return the next line with its end; without one at the end of the file or after `most` bytes."""
        seen = 0
        while (end := self._buffer.find(b"\n", seen)) < 0:
            seen = len(self._buffer)
            if seen >= most or not self._fill():
                return self.read(min(most, len(self._buffer)))
        return self.read(min(end + 1, most))

    def _fill(self) -> bool:
        """Unpack some more bytes; return whether there were any."""
        if self._make is None:
            out = self._file.read(CHUNK)
            self._read_at += len(out)
        else:
            out = self._unpack(self._make)
        self._buffer += out
        self._total += len(out)
        if self._total > self._most:
            problem = f"the file unpacks to more than {MAX_RATIO} times its size"
            raise Broken(self._members[-1][1], problem, can_go_on=False)
        return bool(out)

    def _unpack(self, make: Callable[[], _Unpacker]) -> bytes:
        while True:
            if self._unpacker is None:
                if not self._next_member():
                    return b""
                self._unpacker = make()
            packed = self._take_packed() if self._unpacker.wants else b""
            if self._unpacker.wants and not packed:
                raise Broken(self._members[-1][1], TRUNCATED)
            try:
                out = self._unpacker.step(packed)
            except (zlib.error, zstd.ZstdError) as error:
                raise Broken(self._members[-1][1], f"a record is damaged: {error}") from error
            self._packed = self._unpacker.rest
            if self._unpacker.eof:
                self._unpacker = None
            if out:
                return out

    def _next_member(self) -> bool:
        """Note where the next member begins; False at the end. Zeros behind the last member are padding."""
        while (packed := self._take_packed()) and not packed.strip(b"\0"):
            pass
        self._packed = packed
        if packed:
            self._members.append((self._total, self._read_at - len(packed)))
        return bool(packed)

    def _take_packed(self) -> bytes:
        packed, self._packed = self._packed, b""
        if not packed:
            packed = self._file.read(CHUNK)
            self._read_at += len(packed)
        return packed


def _unpackers(file: BinaryIO) -> Callable[[], _Unpacker] | None:
    """Return how members of a file are unpacked, None if it is plain."""
    file.seek(0)
    head = file.read(8)
    if head.startswith(GZIP):
        return _Gzip
    if head.startswith(ZSTD):
        return partial(_Zstd, None)
    if not head.startswith(ZSTD_DICTIONARY):
        return None
    (length,) = struct.unpack("<I", head[4:8].ljust(4, b"\0"))
    packed = file.read(min(length, MAX_DICTIONARY))
    try:
        content = zstd.ZstdDecompressor().decompress(packed, MAX_DICTIONARY) if packed.startswith(ZSTD) else packed
        return partial(_Zstd, zstd.ZstdDict(content))
    except (zstd.ZstdError, ValueError) as error:
        raise Broken(0, f"its zstd dictionary cannot be read: {error}", can_go_on=False) from error
