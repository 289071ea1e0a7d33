"""Ids of records are random UUIDs."""

import uuid

from reviewdesk.domain.ids import new_id


def test_an_id_is_a_random_uuid_in_hexadecimal() -> None:
    made = {new_id() for _ in range(1_000)}
    assert len(made) == 1_000
    for one in made:
        read = uuid.UUID(hex=one)
        assert read.hex == one
        assert (read.version, read.variant) == (4, uuid.RFC_4122)
