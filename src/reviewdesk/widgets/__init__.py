"""Everything drawn."""

# Imported for what it does: widgets that import nothing else of qt/ are guarded, too.
import reviewdesk.qt as _qt  # noqa: F401
