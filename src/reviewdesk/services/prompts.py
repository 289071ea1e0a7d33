"""What the facilitator may ask next: from the question bank, by phase and by what is selected."""

from collections.abc import Sequence

from reviewdesk.domain.accounts import Question
from reviewdesk.domain.entries import Entry, EntryKind
from reviewdesk.domain.ids import EntryId
from reviewdesk.domain.review import Review
from reviewdesk.domain.sessions import Phase
from reviewdesk.services.questions import HasQuestions, probes, question_bank


def prompts(
    review: Review, entry_id: EntryId | None, about: str = "", *, general: bool = True
) -> Sequence[Question]:
    """Questions to ask next, the most fitting first; each only once.

    With a decision selected, its probes that have no answer yet come first; then the questions
    about what is selected, then those of the phase. `about`: kind of record that is looked at,
    where it is no event.
    """
    entry = review.find(Entry, entry_id)
    found: dict[str, Question] = {}
    if entry is not None and entry.kind is EntryKind.DECISION:
        decision = review.decision_of(entry.id)
        for one in probes(review.head):
            if decision is None or not decision.answer(one.key).strip():
                found.setdefault(one.text, one)
    kind = entry.kind.value if entry is not None else about
    phase = review.head.phase
    bank = question_bank().prompts
    fitting = [one for one in bank if kind and one.about == kind]
    if phase is not Phase.UNDERSTANDING and entry is not None:
        # What is selected may be from an earlier phase: what the phase asks is nearer then.
        fitting = []
    if general:
        fitting += [one for one in bank if one.phase is phase and not one.about]
    for prompt in fitting:
        found.setdefault(prompt.text, Question(key=prompt.key, text=prompt.text))
    return tuple(found.values())


def question_of(head: HasQuestions, key: str) -> str:
    """The text of a prompt or a probe by its key; empty where there is none of that key."""
    bank = question_bank()
    known = {one.key: one.text for one in bank.prompts}
    known |= {one.key: one.text for one in (*bank.probes, *head.probes)}
    return known.get(key, "")
