"""Dialogs: what asks one thing and goes away."""
