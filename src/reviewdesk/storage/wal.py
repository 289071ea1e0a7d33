"""The write-ahead log of a library that was not closed, looked at before SQLite recovers it.

SQLite takes the log up to the first frame that is not right and passes over the rest without a
word. After a power cut that is as it should be: the rest was never acknowledged. After damage it
is not. Format: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

import os
import struct
import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

_HEADER_BYTES, _FRAME_HEADER_BYTES, _PAGE_BYTES = 32, 24, 4096
_FRAME_BYTES = _FRAME_HEADER_BYTES + _PAGE_BYTES
_LITTLE_ENDIAN_MAGIC = 0x377F0682
_VERSION = 3007000
_LOOKED_AT_FRAMES = 8_000
_MASK = 0xFFFFFFFF
_LAID_OUT_FRAMES = 1_056
"""SQLite begins the log anew after 1,000 frames; a transaction may go some frames beyond."""
_LAID_OUT_BYTES = _HEADER_BYTES + _LAID_OUT_FRAMES * _FRAME_BYTES
_PART_BYTES = 256 * 1024


class LogState(Enum):
    SOUND = "sound"
    TORN = "torn"
    """Its last transaction is not whole: a power cut, or a flaw in just that one."""
    DAMAGED = "damaged"
    """Transactions stand behind a frame that is not right: they had been acknowledged."""


def log_of(library: Path) -> Path:
    return library.with_name(library.name + "-wal")


def lay_out_log(library: Path) -> None:
    """Lengthens the log of an open library with zeros, which SQLite takes for no frames.

    What is then written over them is synced without the file system having to keep a new length
    of the file. SQLite's locks stand in the library and not in its log, so opening this one from
    here drops none. Where the disk has no room, the log stays as it was.
    """
    if sys.platform == "win32":  # no writing at a place there, and nothing to gain
        return
    try:
        descriptor = os.open(log_of(library), os.O_WRONLY)
    except OSError:
        return
    try:
        _lengthen(descriptor)
    finally:
        os.close(descriptor)


def _lengthen(descriptor: int) -> None:
    length = os.fstat(descriptor).st_size
    zeros = bytes(_PART_BYTES)
    try:
        for at in range(length, _LAID_OUT_BYTES, _PART_BYTES):
            part = zeros[: _LAID_OUT_BYTES - at]
            if os.pwrite(descriptor, part, at) != len(part):
                raise OSError
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, length)


def state_of_log(library: Path) -> LogState:
    """Never for a library that is open."""
    try:
        data = log_of(library).read_bytes()
    except FileNotFoundError:
        return LogState.SOUND
    if len(data) < _HEADER_BYTES + _FRAME_BYTES or not any(data):
        return LogState.SOUND
    sums = _checksum(data[:24], (0, 0), _order(data))
    if struct.unpack(">II", data[24:32]) != sums or data[8:12] != struct.pack(">I", _PAGE_BYTES):
        return LogState.DAMAGED
    salts, lost_commits, is_right = data[16:24], 0, True
    for number, frame in enumerate(_frames(data)):
        if not _is_of_round(frame, salts):
            is_right = False  # mostly the rest of an earlier round, long since in the file
            continue
        if is_right and number < _LOOKED_AT_FRAMES:
            sums = _checksum(frame[:8], sums, _order(data))
            sums = _checksum(frame[_FRAME_HEADER_BYTES:], sums, _order(data))
            is_right = frame[8:16] == salts and struct.unpack(">II", frame[16:24]) == sums
        lost_commits += not is_right and frame[4:8] != bytes(4)
    if is_right or not lost_commits:
        return LogState.SOUND
    return LogState.TORN if lost_commits == 1 else LogState.DAMAGED


def mend_log(library: Path) -> None:
    """Gives every frame of the log of a copy the sums it needs for SQLite to take it.

    What stands in a damaged frame is then read as it is; the digests of the rows tell.
    """
    data = log_of(library).read_bytes()
    frames = [bytearray(frame) for frame in _frames(data)]
    salts = data[16:24]
    if not any(_is_of_round(frame, salts) for frame in frames):
        salts = bytes(frames[0][8:16])
    last = max(n for n, frame in enumerate(frames) if _is_of_round(frame, salts))
    head = struct.pack(">IIII", _LITTLE_ENDIAN_MAGIC, _VERSION, _PAGE_BYTES, 0) + salts
    sums = _checksum(head, (0, 0), "<")
    mended = bytearray(head + struct.pack(">II", *sums))
    for frame in frames[: last + 1]:
        frame[8:16] = salts
        sums = _checksum(bytes(frame[:8]), sums, "<")
        sums = _checksum(bytes(frame[_FRAME_HEADER_BYTES:]), sums, "<")
        frame[16:24] = struct.pack(">II", *sums)
        mended += frame
    log_of(library).write_bytes(mended)


def _is_of_round(frame: bytes | bytearray, salts: bytes) -> bool:
    """Whether a frame was written since the log was begun anew; one of its salts may be damaged."""
    return any(frame[:4]) and (frame[8:12] == salts[:4] or frame[12:16] == salts[4:])


def _frames(data: bytes) -> Iterator[bytes]:
    for at in range(_HEADER_BYTES, len(data) - _FRAME_BYTES + 1, _FRAME_BYTES):
        yield data[at : at + _FRAME_BYTES]


def _order(data: bytes) -> str:
    return ">" if data[3] & 1 else "<"


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = iter(struct.unpack(f"{order}{len(data) // 4}I", data))
    for one, other in zip(words, words, strict=True):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second
