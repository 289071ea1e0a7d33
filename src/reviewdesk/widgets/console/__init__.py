"""The console: the facilitator's window."""
