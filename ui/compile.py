"""Compiles the Designer forms beside this file into reviewdesk/widgets/forms.

    .venv/bin/python ui/compile.py           writes what has changed
    .venv/bin/python ui/compile.py --check   writes nothing; exit 1 and a list if any is stale

What uic writes is tidied: no version or date in the header, only the names that are used are
imported (each imported Qt class is built at start), and the two methods are annotated.
"""

from __future__ import annotations

import argparse
import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import PySide6
from defusedxml import ElementTree

HERE = Path(__file__).resolve().parent
FORMS = HERE.parent / "src" / "reviewdesk" / "widgets" / "forms"
HEADER = '"""Compiled from ui/{name} by ui/compile.py; change the form, not this file."""\n\n'


def compiled_form(source: Path) -> str:
    """The Python text of one form; RuntimeError with uic's words if it is not a form."""
    suffix = ".exe" if os.name == "nt" else ""
    qt = Path(PySide6.__file__).parent
    places = (qt / "Qt" / "libexec" / f"uic{suffix}", qt / f"uic{suffix}")
    uic = next(place for place in places if place.exists())
    result = subprocess.run(
        [str(uic), "-g", "python", str(source)], check=False, capture_output=True, encoding="utf-8"
    )
    if result.returncode != 0 or not result.stdout:
        raise RuntimeError(f"{source.name}: {result.stderr.strip() or 'uic wrote nothing'}")
    root = ElementTree.parse(source).getroot().find("widget").get("class")
    return HEADER.format(name=source.name) + _tidied(result.stdout, root)


def write_forms(sources: Path, target: Path, *, check: bool) -> list[str]:
    """Bring `target` up to date with the forms in `sources`; returns what was stale, by name."""
    wanted = {f"ui_{form.stem}.py": compiled_form(form) for form in sorted(sources.glob("*.ui"))}
    leftover = [old for old in sorted(target.glob("ui_*.py")) if old.name not in wanted]
    stale = [old.name for old in leftover]
    for name, text in wanted.items():
        path = target / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8", newline="\n")
    if not check:
        for old in leftover:
            old.unlink()
    return stale


def _tidied(text: str, root_class: str) -> str:
    """uic's text with only the imports it uses, annotated methods, and no comment at its head."""
    tree = ast.parse(text)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {root_class}
    imports = []
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            names = sorted(alias.name for alias in node.names if alias.name in used)
            lines = "".join(f"    {name},\n" for name in names)
            imports += [f"from {node.module} import (\n{lines})\n"] if names else []
        elif isinstance(node, ast.Import):
            imports.append(f"{ast.unparse(node)}\n")
    body = re.sub(
        r"def (setupUi|retranslateUi)\(self, (\w+)\):",
        rf"def \1(self, \2: {root_class}) -> None:",
        text[text.index("class Ui_") :],
    )
    body = "\n".join(line.rstrip() for line in body.splitlines()).rstrip() + "\n"
    return "".join(sorted(imports)) + "\n\n" + body


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Compile the Designer forms.")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if stale")
    check = parser.parse_args(arguments).check
    try:
        stale = write_forms(HERE, FORMS, check=check)
    except RuntimeError as error:
        print(error, file=sys.stderr)
        return 1
    for name in stale:
        print(f"{'stale' if check else 'compiled'}: {name}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
