"""Makes `.venv` for a checkout on a machine with nothing but Python and pip; standard library only.

A start that finds the environment finished reads two small files and hands over. The first
start makes it: a stamp is written last, and a marker stands while the work is unfinished, so
that a set-up that was interrupted is begun again and never half believed.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

RUN_PINS = ".constraints.txt"
TEST_PINS = ".constraints-tests.txt"
# Raise it when what is done in the environment changes although no pin does.
STEPS_VERSION = "1"

_UNFINISHED = ".reviewdesk-unfinished"
_LIBRARIES_STAMP = ".reviewdesk-libraries"

# What PySide6 6.11 links to beyond its own wheel and libc, and Debian's package for each.
# Seen with ldd on QtWidgets, QtSvg, QtNetwork, QtDBus and the xcb, Wayland and offscreen plugins.
SYSTEM_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libbrotlidec.so.1": "libbrotli1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}


class SetUpError(Exception):
    """The machine did not let the set-up finish; the text is one plain sentence for the person."""


class Environment(NamedTuple):
    """The environment of one checkout; all of it can be deleted and is then made again."""

    checkout: Path
    folder: Path

    @property
    def python(self) -> Path:
        if sys.platform == "win32":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    def pins(self, for_tests: bool) -> list[Path]:
        names = (RUN_PINS, TEST_PINS) if for_tests else (RUN_PINS,)
        return [self.checkout / name for name in names]

    def stamp(self, for_tests: bool) -> Path:
        return self.folder / (".reviewdesk-tests" if for_tests else ".reviewdesk-run")

    def wanted_stamp(self, for_tests: bool) -> str:
        """What the stamp says when the environment holds these pins for the Python that asks."""
        digest = hashlib.sha256(repr((STEPS_VERSION, sys.version_info[:2])).encode())
        for path in self.pins(for_tests):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def is_finished(self, for_tests: bool) -> bool:
        return (
            _text(self.stamp(for_tests)) == self.wanted_stamp(for_tests)
            and self.python.exists()
            and _is_same_python(self.folder)
            and not (self.folder / _UNFINISHED).exists()
        )


def ensure(checkout: Path, *, for_tests: bool = False, needs_libraries: bool = True) -> Environment:
    """The finished environment of `checkout`, made or repaired first where need be.

    Without `needs_libraries` a missing system library is no reason to stop. Raises SetUpError.
    """
    environment = Environment(checkout, checkout / ".venv")
    libraries = environment.folder / _LIBRARIES_STAMP
    if environment.is_finished(for_tests) and libraries.exists():
        return environment
    try:
        with _only_one(checkout / ".venv.lock"):
            # Another start may have done it while this one waited.
            if not environment.is_finished(for_tests):
                _make(environment, for_tests)
            if not libraries.exists():
                _provide_system_libraries(required=needs_libraries, stamp=libraries)
    except OSError as error:
        raise SetUpError(
            f"ReviewDesk could not be set up in {environment.folder}: {error.strerror or error}."
        ) from error
    return environment


def hand_over(environment: Environment, arguments: list[str]) -> int:
    """Become the environment's Python with these arguments; on Windows, run it and wait."""
    command = [str(environment.python), *arguments]
    if sys.platform == "win32":
        return subprocess.run(command, check=False).returncode
    sys.stderr.flush()
    os.execv(command[0], command)


def missing_system_libraries() -> list[str]:
    """The sonames Qt needs that this Linux does not have; asked of the loader itself."""
    import ctypes

    missing = []
    for soname in SYSTEM_LIBRARIES:
        try:
            ctypes.CDLL(soname)
        except OSError:
            missing.append(soname)
    return missing


def _make(environment: Environment, for_tests: bool) -> None:
    _say("Setting up ReviewDesk in .venv. This happens once and takes a minute or two.")
    folder = environment.folder
    unfinished = folder / _UNFINISHED
    python = _python_with_pip()
    usable = environment.python.exists() and not unfinished.exists() and _is_same_python(folder)
    if not usable:
        command = [python, "-I", "-m", "venv", "--without-pip", "--clear", str(folder)]
        _run(command, "Python could not make the folder .venv")
    unfinished.touch()
    _install(environment, python, environment.pins(for_tests))
    _link_source(environment)
    _unpack_pyside_sources(environment)
    environment.stamp(for_tests).write_text(environment.wanted_stamp(for_tests), encoding="utf-8")
    if for_tests:  # They hold all that a run needs.
        environment.stamp(False).write_text(environment.wanted_stamp(False), encoding="utf-8")
    unfinished.unlink()
    _say("Set up.")


def _python_with_pip() -> str:
    """This Python, or the one its environment was made from: the first that has pip."""
    base: str = getattr(sys, "_base_executable", sys.executable)
    for python in (sys.executable, base):
        command = [python, "-P", "-m", "pip", "--version"]
        found = subprocess.run(command, check=False, capture_output=True, env=_pip_settings())
        if found.returncode == 0:
            return python
    raise SetUpError(
        "Python has no pip here; on Debian type this and start again: "
        "sudo apt-get install python3-pip"
    )


def _is_same_python(folder: Path) -> bool:
    """Whether the environment was made by this minor version of Python."""
    major, minor = sys.version_info[:2]
    prefix = f"version = {major}.{minor}."
    return any(line.startswith(prefix) for line in _text(folder / "pyvenv.cfg").splitlines())


def _install(environment: Environment, python: str, pins: list[Path]) -> None:
    lines = [line for path in pins for line in path.read_text(encoding="utf-8").splitlines()]
    total = sum(line[:1].isalnum() for line in lines)
    _say(f"Fetching {total} packages; Qt is the large one ...")
    command = [python, "-P", "-m", "pip", "--python", str(environment.python), "install"]
    # The pins are the whole closure, so nothing is resolved; each file is checked by its hash.
    command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-input"]
    command += ["--disable-pip-version-check", "--no-warn-script-location"]
    command += ["--progress-bar", "off"]
    for path in pins:
        command += ["--requirement", str(path)]
    failure = "The packages could not be installed"
    _run(command, failure, _pip_settings(), counted=total)


def _pip_settings() -> dict[str, str]:
    """The surroundings pip runs in: a person's own settings must not send packages elsewhere."""
    own = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_ROOT_USER_ACTION": "ignore"}
    removed = {"PIP_TARGET", "PIP_PREFIX", "PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE"}
    return {name: value for name, value in os.environ.items() if name not in removed} | own


def _link_source(environment: Environment) -> None:
    """Let the environment find `src`; relative, so that the checkout can be moved."""
    script = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(_run([str(environment.python), "-I", "-c", script], "The new Python does not run"))
    source = os.path.relpath(environment.checkout / "src", site)
    (site / "reviewdesk.pth").write_text(source + "\n", encoding="utf-8")


def _unpack_pyside_sources(environment: Environment) -> None:
    """Unpack and compile the sources PySide6 carries in a zip: 8 ms off each start of Qt."""
    script = (
        "import compileall, pathlib, shiboken6\n"
        "files = pathlib.Path(shiboken6.__file__).parent / 'files.dir'\n"
        "compileall.compile_dir(files, quiet=2)\n"
    )
    # Only a quicker start hangs on this, and on a bare machine Qt's libraries are not there yet:
    # shiboken6 alone needs none of them.
    subprocess.run(
        [str(environment.python), "-c", script],
        env={**os.environ, "SBK_EMBED": "0", "PYTHONDONTWRITEBYTECODE": ""},
        check=False,
        capture_output=True,
    )


def _provide_system_libraries(*, required: bool, stamp: Path) -> None:
    """Install what Qt needs of Debian where we may, or say the line to type."""
    missing = missing_system_libraries() if sys.platform.startswith("linux") else []
    if not missing:
        stamp.touch()
        return
    packages = sorted({SYSTEM_LIBRARIES[soname] for soname in missing})
    line = f"apt-get install --no-install-recommends {' '.join(packages)}"
    has_apt = any(Path(folder, "apt-get").exists() for folder in os.get_exec_path())
    if has_apt and os.geteuid() == 0:
        _say(f"Installing {len(packages)} system libraries for Qt ...")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        failure = f"The system libraries could not be installed; try: {line}"
        _run(["apt-get", "update", "-qq"], failure, quiet)
        _run([*line.split(), "--yes", "-qq"], failure, quiet)
        stamp.touch()
    elif not required:
        return
    elif has_apt:
        raise SetUpError(f"Qt needs system libraries; type this and start again: sudo {line}")
    else:
        # Other systems name their packages otherwise, and may not need the ones for X11.
        _say(f"Qt may need these system libraries, which are not here: {', '.join(missing)}")
        stamp.touch()


def _run(
    command: list[str], failure: str, env: dict[str, str] | None = None, counted: int = 0
) -> str:
    """Run a tool and return what it printed; on failure, `failure` and the tool's last word.

    With `counted`, a terminal is shown how many of so many packages have been begun.
    """
    begun = 0
    lines = []
    with subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
    ) as process:
        for line in process.stdout or ():
            lines.append(line.strip())
            if counted and line.startswith("Collecting ") and sys.stderr.isatty():
                begun += 1
                name = line.split()[1].split("==")[0]
                print(f"\r  {begun} of {counted}: {name:40}", end="", file=sys.stderr, flush=True)
    if begun:
        print(file=sys.stderr)
    if process.returncode != 0:
        errors = [line for line in lines if line.lower().startswith(("error", "e:"))]
        said = (errors or [line for line in lines if line] or ["it said nothing"])[-1]
        raise SetUpError(f"{failure} ({said.rstrip('.')}).")
    return "\n".join(lines).strip()


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Hold the lock file; a second start waits here, and a killed one leaves no lock behind."""
    with lock.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # It gives up after ten seconds.
                    _say("Waiting for another start to finish setting up ...")
        else:
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _say("Waiting for another start to finish setting up ...")
                fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
