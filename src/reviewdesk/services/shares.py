"""How much of the story so far each department has told; never counted per person."""

from collections import Counter
from collections.abc import Generator, Mapping
from typing import cast

from reviewdesk.domain.accounts import Card
from reviewdesk.domain.ids import DepartmentId
from reviewdesk.domain.review import Review

_PIECE = 5_000


def department_shares(review: Review) -> Mapping[DepartmentId, float]:
    """Share of words on timeline and cards by department, 0 to 1; what has no department is out."""
    making = shares_in_pieces(review)
    while True:
        try:
            next(making)
        except StopIteration as end:
            return cast("Mapping[DepartmentId, float]", end.value)


def shares_in_pieces(review: Review) -> Generator[None, None, Mapping[DepartmentId, float]]:
    """As `department_shares`; it yields between pieces of the work, which may be long."""
    words: Counter[DepartmentId] = Counter()
    for place, entry in enumerate(list(review.entries.values())):
        if entry.department_id:
            words[entry.department_id] += _count(entry.title) + _count(entry.detail)
        if place % _PIECE == _PIECE - 1:
            yield
    for card in review.all(Card).values():
        said = [answer.text for answer in card.answers]
        words[card.department_id] += sum(_count(text) for text in (*said, card.impact))
    total = words.total()
    return {one: count / total for one, count in words.items()} if total else {}


def _count(text: str) -> int:
    return text.count(" ") + 1 if text else 0
