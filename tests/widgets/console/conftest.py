"""These look at parts of the window, in the real program."""

from running import program

__all__ = ["program"]
