"""The review that goes with a PDF: what its readers may see, as records that open again."""

from dataclasses import fields

from reviewdesk.domain.entries import Entry
from reviewdesk.domain.people import Voice, VoiceFacts
from reviewdesk.domain.review import Review, ReviewHead
from reviewdesk.domain.shared import Audience, SharedHead, SharedReview
from reviewdesk.domain.values import Record


def review_to_attach(shared: SharedReview, review: Review) -> Review:
    """`shared` as a review of its own. Names stand in it for members alone; kept files never do.

    `review` is what `shared` was made from.
    """
    head = {field.name: getattr(shared.head, field.name) for field in fields(SharedHead)}
    records: list[Record] = [*shared.departments]
    for one in shared.voices.values():
        values = {name: getattr(one, name) for name in VoiceFacts.model_fields}
        own = review.find(Voice, one.id)
        if own is not None and shared.audience is Audience.MEMBERS:
            values["name"] = own.name
        records.append(Voice.model_validate(values))
    records += [Entry.model_validate(_values(entry)) for entry in shared.entries]
    records += [one.changed(file_digest="") if one.file_digest else one for one in shared.evidence]
    records += [
        *shared.markers, *shared.sightings, *shared.decisions, *shared.cards, *shared.conditions,
        *shared.safeguards, *shared.lessons, *shared.questions, *shared.repairs, *shared.sessions,
    ]  # fmt: skip
    return Review(ReviewHead.model_validate(head), records)


def attachment_of(shared: SharedReview, review: Review) -> bytes:
    """The file that is put into a PDF."""
    from reviewdesk.storage.bundles import document_of

    return document_of(review_to_attach(shared, review))


def _values(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in type(record).model_fields}
