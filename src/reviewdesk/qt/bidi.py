"""Marks that turn the direction of writing about, made visible where a text is only shown."""

_CONTROLS = {
    0x061C: "ALM", 0x200E: "LRM", 0x200F: "RLM",
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
}  # fmt: skip
_VISIBLE = {code: f"[{name}]" for code, name in _CONTROLS.items()}


def visible_controls(text: str) -> str:
    """`text` with every such mark as its name in brackets; other texts as they are."""
    return text if text.isascii() else text.translate(_VISIBLE)
