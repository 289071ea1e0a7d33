"""ReviewDesk: prepare, hold and write up a blameless review of an incident."""

import os

__version__ = "0.1.0"

# Looking for plugins of pydantic reads the metadata of every installed package at each start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
