"""Where the program keeps what it keeps. Folders are made 0700, files are their owner's alone."""

import os
from pathlib import Path

import platformdirs

from reviewdesk.domain.errors import KnownError

_NAME = "reviewdesk"
_LIBRARY_FILE = "library.reviews"
_SETTINGS_FILE = "settings.toml"


def restrict_new_files() -> None:
    """From now on files made by this process are readable by their owner only, and none is a core.

    First thing at start: SQLite, backups and Qt's own files follow the process's mask.
    """
    os.umask(0o077)
    try:
        import resource
    except ImportError:  # Windows leaves no core files
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def default_library() -> Path:
    """The library that is opened where no other is named."""
    return _made(platformdirs.user_data_path(_NAME, appauthor=False)) / _LIBRARY_FILE


def settings_file() -> Path:
    return _made(platformdirs.user_config_path(_NAME, appauthor=False)) / _SETTINGS_FILE


def logs_folder() -> Path:
    return _made(platformdirs.user_log_path(_NAME, appauthor=False))


def crash_folder() -> Path:
    """Where crash files go. Not made here: who writes one must not fail for want of a folder."""
    return platformdirs.user_log_path(_NAME, appauthor=False) / "crashes"


def _made(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    except OSError as error:
        raise KnownError(
            f"The folder {path} cannot be made: {error.strerror}. Nothing was changed. "
            "Allow writing there, or name a library elsewhere with --library."
        ) from error
    return path
