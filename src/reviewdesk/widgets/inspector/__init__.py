"""The inspector: every field of the selected event."""
