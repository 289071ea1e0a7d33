"""Signals at the time: what was noticed, visible and out of sight at one moment."""
