"""Files written for people: whole or not at all, and readable by their owner only."""

from reviewdesk.storage.files import sweep_leftovers, write_atomically

__all__ = ["sweep_leftovers", "write_atomically"]
