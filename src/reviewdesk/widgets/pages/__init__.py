"""The pages of an open review beside its timeline."""
