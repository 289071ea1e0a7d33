"""The wording rules of a blameless review, and their matcher."""
