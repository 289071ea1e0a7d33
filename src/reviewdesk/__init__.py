"""ReviewDesk: prepare, hold and write up a blameless review of an incident."""
