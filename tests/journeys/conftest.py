"""Every journey runs in the real program."""

from running import program

__all__ = ["program"]
