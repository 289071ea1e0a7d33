"""The rules of the field: frozen values and arithmetic; no clock, no file, no window."""
