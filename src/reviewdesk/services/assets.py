"""Where the program's own files are: fonts, icons, styles, help, the sample.

A wheel carries `resources/` inside the package. A checkout and an editable install have it two
folders up, because an editable install does not see what a wheel is told to include. So the
package is looked in first, then the checkout.
"""

from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).resolve().parent.parent
_PLACES = (_PACKAGE / "resources", _PACKAGE.parent.parent / "resources")


def asset_path(name: str, places: tuple[Path, ...] = _PLACES) -> Path:
    """The file or folder `name` of `resources/`, with forward slashes, as in "icons/lane.svg".

    FileNotFoundError where it is missing: the installation is broken, or the name is ours and
    wrong. ValueError for a name that leads out of `resources/`.
    """
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or ":" in name:
        raise ValueError(f"Not the name of an asset: {name!r}")
    for place in places:
        path = place.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"ReviewDesk's own file is missing: resources/{name}")


def read_asset_text(name: str) -> str:
    return asset_path(name).read_text(encoding="utf-8")


def read_asset_bytes(name: str) -> bytes:
    return asset_path(name).read_bytes()
