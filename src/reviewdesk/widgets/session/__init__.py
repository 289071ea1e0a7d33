"""The parts of the page of a sitting: agenda, opening, round, close."""
