"""Puts many small objects into a finished PDF, packed, and writes its table of places anew.

The structure of a report has thousands of them, each under a hundred bytes; packed they take a
tenth of the room. See ISO 32000-1, 7.5.7 and 7.5.8.
"""

import re
import zlib
from collections.abc import Sequence

_QUICK = 3
"""How hard they are packed: harder takes twice as long for a twentieth less."""
_IN_ONE = 400
"""Objects in one stream."""
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"/(Info|Root) (\d+) 0 R")
_ID = re.compile(rb"/ID\s*\[\s*(<[0-9a-fA-F]*>)\s*(<[0-9a-fA-F]*>)\s*\]")


def next_number(data: bytes) -> int:
    """The first number that no object of the file has."""
    return len(_places(data))


def with_objects(data: bytes, objects: Sequence[bytes], blank: bytes) -> bytes:
    """The file with `objects` in it, numbered from `next_number` on.

    `blank` stands in its catalogue where the first of them is named, and is as long as that.
    """
    places = _places(data)
    first = len(places)
    table_at = _table_at(data)
    trailer = data[table_at:]
    named = dict(_TRAILER.findall(trailer))
    blank_at = data.index(blank, places[int(named[b"Root"])])
    name = f"{first:0{len(blank) - 4}} 0 R".encode()
    parts = [data[:blank_at], name, data[blank_at + len(blank) : table_at]]
    at = table_at
    # Of each object: its sort, and where it is. Offset in the file; or stream and place in it.
    rows = [(1, offset, 0) if offset else (0, 0, 65535) for offset in places]
    streams = -(-len(objects) // _IN_ONE)
    rows += [(2, first + len(objects) + n // _IN_ONE, n % _IN_ONE) for n in range(len(objects))]
    for place in range(streams):
        members = objects[place * _IN_ONE : (place + 1) * _IN_ONE]
        head, offset = [], 0
        for number, member in enumerate(members, first + place * _IN_ONE):
            head.append(f"{number} {offset}")
            offset += len(member) + 1
        index = " ".join(head).encode() + b"\n"
        packed = zlib.compress(index + b"\n".join(members), _QUICK)
        number = first + len(objects) + place
        whole = (
            f"{number} 0 obj\n<< /Type /ObjStm /N {len(members)} /First {len(index)} "
            f"/Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
        ).encode() + packed + b"\nendstream\nendobj\n"  # fmt: skip
        rows.append((1, at, 0))
        parts.append(whole)
        at += len(whole)
    rows.append((1, at, 0))
    packed = zlib.compress(
        b"".join(bytes([sort]) + a.to_bytes(5) + b.to_bytes(2) for sort, a, b in rows)
    )
    said = " ".join(f"/{key.decode()} {value.decode()} 0 R" for key, value in sorted(named.items()))
    own = _ID.search(trailer)
    if own:
        said += f" /ID [{own[1].decode()} {own[2].decode()}]"
    parts.append(
        f"{len(rows) - 1} 0 obj\n<< /Type /XRef /Size {len(rows)} /W [1 5 2] {said} "
        f"/Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode()
    )
    parts += [packed, f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()]
    return b"".join(parts)


def _table_at(data: bytes) -> int:
    found = _START.search(data, len(data) - 64)
    if found is None:
        raise ValueError("the PDF does not end as one")
    return int(found[1])


def _places(data: bytes) -> list[int]:
    """The offset of each object by its number; 0 where there is none."""
    lines = data[_table_at(data) :].split(b"\n", 2)
    first, count = map(int, lines[1].split())
    if first != 0:
        raise ValueError("the table of the PDF does not begin at its first object")
    return [
        int(lines[2][20 * n : 20 * n + 10]) if lines[2][20 * n + 17 : 20 * n + 18] == b"n" else 0
        for n in range(count)
    ]
