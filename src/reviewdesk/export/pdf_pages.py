"""The text of the pages of a PDF, read from its glyphs by the tables the file has for that.

pypdf also works out where each word stands, which is not asked here and takes ten times as long.
"""

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

_Page: TypeAlias = Any
"""A page of pypdf's, which is a dictionary of anything."""

_TOKEN = re.compile(rb"\bBT\b|/([^\s/<>\[\]()]+) [\d.]+ Tf|\[([^\]]*)\] ?TJ|<([0-9A-Fa-f\s]*)> ?Tj")
_RUN = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]*)>")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

Table: TypeAlias = Mapping[bytes, str]


class PageReader:
    """Reads one page after another of one file; the tables of its fonts are read once."""

    def __init__(self) -> None:
        self._tables: dict[object, Table] = {}

    def text(self, page: _Page) -> str:
        """The lines as they are drawn. One with letters from right to left is also given from its
        other end: as drawn those letters stand in the order they are seen, not read."""
        contents = page.get_contents()
        if contents is None:
            return ""
        code = contents.get_data()
        if b"(" in code:
            # Not written as ours are: with letters for codes, as the old fonts of PDF have them.
            return str(page.extract_text())
        tables = self._tables_of(page)
        table: Table = {}
        lines: list[list[str]] = [[]]
        for begins, name, shown, alone in (
            (found[0] == b"BT", found[1], found[2], found[3]) for found in _TOKEN.finditer(code)
        ):
            if begins:
                lines.append([])
            elif name is not None:
                table = tables.get(name.decode("latin-1"), {})
            else:
                for run in _RUN.findall(shown) if shown is not None else [alone]:
                    codes = run.upper() if run.isalnum() else b"".join(run.upper().split())
                    lines[-1] += [
                        table.get(codes[at : at + 4], "") for at in range(0, len(codes), 4)
                    ]
        said = []
        for line in lines:
            text = "".join(line)
            said.append(text)
            if not text.isascii() and _FROM_RIGHT.search(text):
                said.append("".join(reversed(line)))
        return "\n".join(said)

    def _tables_of(self, page: _Page) -> dict[str, Table]:
        found = {}
        # pypdf's get would hand out references, not what they lead to.
        resources = page["/Resources"] if "/Resources" in page else {}  # noqa: SIM401
        fonts = resources["/Font"] if "/Font" in resources else {}  # noqa: SIM401
        for name, font in fonts.items():
            described = font.get_object()
            if "/ToUnicode" not in described:
                continue
            reference = described.raw_get("/ToUnicode")
            key = getattr(reference, "idnum", id(reference))
            if key not in self._tables:
                source = reference.get_object().get_data()
                self._tables[key] = {
                    code.upper(): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
                    for code, text in _PAIR.findall(source)
                }
            found[name.removeprefix("/")] = self._tables[key]
        return found
