"""What a picture is drawn on: the page of a PDF, or an SVG."""

from typing import Protocol

from reviewdesk.export.pdf.text import Line


class Drawing(Protocol):
    """Places count from the top left, in points. Colours are "#RRGGBB"."""

    def rectangle(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
        dash: str = "",
    ) -> None: ...

    def path(
        self,
        points: list[tuple[float, float]],
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
        dash: str = "",
        close: bool = True,
    ) -> None: ...

    def ellipse(
        self,
        x: float,
        y: float,
        half_width: float,
        half_height: float,
        *,
        fill: str = "",
        stroke: str = "",
        line: float = 0.6,
    ) -> None: ...

    def rule(self, left: float, top: float, width: float, colour: str, line: float) -> None:
        """A level line; `top` is its upper edge."""

    def clip(self, left: float, top: float, width: float, height: float) -> None:
        """Draws nothing outside until `unclip`."""

    def unclip(self) -> None: ...

    def text(self, line: Line, left: float, baseline: float, room: float = 0.0) -> None:
        """Draws a set line; one from right to left ends at the right edge of its `room`."""
