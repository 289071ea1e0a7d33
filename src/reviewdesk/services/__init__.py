"""Use cases without a window: what can be done with reviews, and nothing drawn."""
