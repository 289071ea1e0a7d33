"""ReviewDesk: prepare, hold and write up a blameless review of an incident."""

__version__ = "0.1.0"
