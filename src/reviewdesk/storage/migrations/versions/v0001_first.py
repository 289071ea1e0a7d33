"""The first schema."""

from alembic import op

from reviewdesk.storage.schema import SEARCH_INDEX, metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    op.execute(SEARCH_INDEX)
