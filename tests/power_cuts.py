"""Power cuts, rebuilt from what a program asked the system to write and to sync.

`strace` records the calls; a state of the disk after a cut at some moment has everything synced by
then, and of the rest any blocks at all.
"""

import os
import random
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

_SECTOR_BYTES = 512
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Call:
    """One call that counts: `what` is open, write, sync, truncate, unlink or said."""

    what: str
    path: str = ""
    at: int = 0
    data: bytes = b""


@dataclass
class _Descriptors:
    paths: dict[int, str] = field(default_factory=dict)


def record(program: str, words: list[str], trace: Path) -> list[Call]:
    """Runs `program` under strace and gives back its calls in their order."""
    command = [
        "strace", "-f", "-qq", "-xx", "-s", "2000000", "-o", str(trace), "-e",
        "trace=openat,close,pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename",
        sys.executable, "-c", textwrap.dedent(program), *words,
    ]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return list(_calls(trace.read_text().splitlines()))


def _calls(lines: Iterable[str]) -> Iterable[Call]:
    open_files = _Descriptors()
    begun: dict[str, str] = {}
    for line in lines:
        whole = line
        if line.endswith("<unfinished ...>"):
            pid = line.split(" ", 1)[0]
            begun[pid] = line.removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = _RESUMED.match(line)
        if resumed:
            whole = begun.pop(resumed[1], "") + resumed[3]
        match = _CALL.match(whole)
        if match and int(match[3]) >= 0:
            yield from _call(match[1], match[2], int(match[3]), open_files)


def _call(name: str, given: str, result: int, files: _Descriptors) -> Iterable[Call]:
    texts = [bytes.fromhex(text.replace("\\x", "")) for text in _STRING.findall(given)]
    if name == "openat":
        files.paths[result] = os.fsdecode(texts[0])
        return
    if name in ("unlink", "rename"):
        yield Call(name, os.fsdecode(texts[0]), data=texts[-1])
        return
    descriptor = int(given.split(",", maxsplit=1)[0])
    path = files.paths.get(descriptor, "")
    if name == "close":
        files.paths.pop(descriptor, None)
    elif name == "pwrite64":
        yield Call("write", path, int(given.rsplit(",", 1)[1]), texts[0][:result])
    elif name == "write" and descriptor == 1:
        yield Call("said", data=texts[0][:result])
    elif name in ("fsync", "fdatasync"):
        yield Call("sync", path)
    elif name == "ftruncate":
        yield Call("truncate", path, int(given.split(",")[1]))


@dataclass
class _File:
    """What is on the disk for certain, and what was written since."""

    synced: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)


def disk_after(
    calls: list[Call], cut: int, names: dict[str, str], chance: random.Random
) -> tuple[dict[str, bytes], bytes]:
    """Files by their new names after a power cut before call `cut`, and what was said by then.

    `names` says which files count, by path. Of what was not synced everything, nothing or any mix
    of sectors is there.
    """
    files: dict[str, _File] = {}
    said = b""
    for call in calls[:cut]:
        if call.what == "said":
            said += call.data
        if call.path not in names:
            continue
        file = files.setdefault(call.path, _File())
        if call.what == "sync":
            for waiting in file.pending:
                _put(file.synced, waiting)
            file.pending.clear()
        elif call.what == "unlink":
            files.pop(call.path)
        else:
            file.pending.append(call)
    share = chance.choice([0.0, 1.0, chance.random()])
    for file in files.values():
        for waiting in file.pending:
            for part in _sectors(waiting):
                if chance.random() < share:
                    _put(file.synced, part)
    return {names[path]: bytes(file.synced) for path, file in files.items()}, said


def _sectors(call: Call) -> Iterable[Call]:
    if call.what != "write":
        yield call
        return
    for start in range(0, len(call.data), _SECTOR_BYTES):
        yield Call("write", call.path, call.at + start, call.data[start : start + _SECTOR_BYTES])


def _put(content: bytearray, call: Call) -> None:
    if call.what == "truncate":
        del content[call.at :]
        return
    if len(content) < call.at:
        content.extend(bytes(call.at - len(content)))
    content[call.at : call.at + len(call.data)] = call.data
