"""The map of conditions: an arrow touches no box but those it leads between."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import a_condition, a_review
from export.reading import FONTS, pdf_of, text_of
from reviewdesk.domain.understanding import Condition, Layer
from reviewdesk.export.pdf.fonts import FontSet
from reviewdesk.export.pdf.map import ConditionMap
from reviewdesk.export.pdf.text import Setter

LAYERS = list(Layer)
SETTER = Setter(FontSet(FONTS, ()))


class Plan:
    """Takes down what is drawn, as far as it is boxes and lines of links."""

    def __init__(self) -> None:
        self.boxes: list[tuple[float, float, float, float]] = []
        self.paths: list[list[tuple[float, float]]] = []

    def rectangle(
        self, left: float, top: float, width: float, height: float, **look: object
    ) -> None:
        if look.get("stroke"):
            self.boxes.append((left, top, left + width, top + height))

    def path(self, points: list[tuple[float, float]], **look: object) -> None:
        if look.get("stroke"):
            self.paths.append(points)

    def text(self, *_told: object) -> None:
        pass

    rule = text


def plan_of(conditions: list[Condition]) -> Plan:
    numbers = {one.id: f"C{place}" for place, one in enumerate(conditions, 1)}
    plan = Plan()
    ConditionMap(conditions, numbers, SETTER, 480.0).draw(plan, 0.0, 0.0)  # type: ignore[arg-type]  # it takes down all that a map draws
    return plan


def runs_behind(plan: Plan) -> list[tuple[float, float]]:
    """Places of links well inside a box."""
    found = []
    for points in plan.paths:
        for (x, y), (to_x, to_y) in pairwise(points):
            for part in range(101):
                at_x, at_y = x + (to_x - x) * part / 100, y + (to_y - y) * part / 100
                if any(
                    left + 0.5 < at_x < right - 0.5 and top + 0.5 < at_y < foot - 0.5
                    for left, top, right, foot in plan.boxes
                ):
                    found.append((at_x, at_y))
    return found


def test_an_arrow_goes_round_the_box_between() -> None:
    far = a_condition("Far", layer=LAYERS[0])
    between = a_condition("Between", layer=LAYERS[1])
    near = a_condition("Near", layer=LAYERS[2], condition_ids=(far.id,))
    plan = plan_of([far, between, near])
    assert len(plan.paths) == 1
    assert not runs_behind(plan)
    said = text_of(pdf_of(a_review(far, between, near)))
    assert "Map of the conditions An arrow leads from a condition to what it made likelier" in said


@given(
    st.lists(
        st.tuples(st.integers(0, len(LAYERS) - 1), st.sets(st.integers(0, 15))),
        min_size=2,
        max_size=16,
    )
)
def test_no_link_runs_behind_a_box(told: list[tuple[int, set[int]]]) -> None:
    told = sorted(told, key=lambda one: one[0])
    plain = [
        a_condition(f"Condition {n} " * (n % 4 + 1), layer=LAYERS[layer])
        for n, (layer, _) in enumerate(told)
    ]
    linked = [
        one.changed(condition_ids=tuple(plain[n].id for n in sorted(to) if n < len(plain)))
        for one, (_, to) in zip(plain, told, strict=True)
    ]
    assert not runs_behind(plan_of(linked))
