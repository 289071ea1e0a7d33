"""Agendas a sitting can start from: the program's own by kind and length, and those one saved."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reviewdesk.domain.ids import new_id
from reviewdesk.domain.review import ReviewKind
from reviewdesk.domain.sessions import AgendaItem, Phase
from reviewdesk.domain.values import clean_line
from reviewdesk.services.assets import read_asset_text

LENGTHS_MINUTES = (30, 60, 90)
USUAL_MINUTES = 90


@dataclass(frozen=True, slots=True)
class Planned:
    """One item of a template."""

    phase: Phase
    minutes: int
    title: str


def planned_for(kind: ReviewKind, minutes: int) -> tuple[Planned, ...]:
    """The program's own template for a kind of review, in whole minutes that make up `minutes`."""
    shares = _templates()[kind.value]
    whole = sum(share for _, share, _ in shares)
    exact = [minutes * share / whole for _, share, _ in shares]
    given = [max(1, int(one)) for one in exact]
    # What rounding left over goes to the items that lost most by it.
    by_loss = sorted(range(len(exact)), key=lambda place: given[place] - exact[place])
    for place in by_loss[: max(0, minutes - sum(given))]:
        given[place] += 1
    while sum(given) > max(minutes, len(given)):
        given[given.index(max(given))] -= 1
    return tuple(
        Planned(phase, length, title)
        for (phase, _, title), length in zip(shares, given, strict=True)
    )


def items_of(planned: Sequence[Planned]) -> tuple[AgendaItem, ...]:
    return tuple(
        AgendaItem(id=new_id(), title=one.title, phase=one.phase, planned_s=one.minutes * 60)
        for one in planned
    )


def text_of(items: Sequence[AgendaItem]) -> str:
    """An agenda as the settings keep it: a line for each item, as a person can read and change."""
    return "\n".join(f"{round(one.planned_s / 60)} {one.phase.value}: {one.title}" for one in items)


def planned_in(text: str) -> tuple[Planned, ...]:
    """The items of a saved agenda; lines that say nothing of the kind are passed over."""
    phases = {phase.value.casefold(): phase for phase in Phase}
    found = []
    for line in text.splitlines():
        head, _, title = line.partition(":")
        minutes, _, name = head.strip().partition(" ")
        phase = phases.get(name.strip().casefold())
        if minutes.isdigit() and len(minutes) < 4 and phase is not None and title.strip():
            found.append(Planned(phase, int(minutes), clean_line(title)))
    return tuple(found)


@cache
def _templates() -> Mapping[str, tuple[tuple[Phase, int, str], ...]]:
    held = tomllib.loads(read_asset_text("agendas/en.toml"))
    return {
        kind.value: tuple(
            (Phase(phase), share, title) for phase, share, title in held[kind.value]["items"]
        )
        for kind in ReviewKind
    }
