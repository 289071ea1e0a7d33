"""The room is drawn with the bundled fonts, as in the program."""

import pytest
from PySide6.QtWidgets import QApplication

from reviewdesk.qt.theme import load_fallback_fonts, load_fonts


@pytest.fixture(scope="session", autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()
    load_fallback_fonts()
