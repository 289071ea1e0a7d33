"""The timeline as it is painted and edited, its tool bar, and the quick line under it."""
