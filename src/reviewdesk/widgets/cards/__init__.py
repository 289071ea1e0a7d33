"""Perspective cards: a strip under the timeline."""
