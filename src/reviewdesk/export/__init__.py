"""What leaves the program: PDF, Markdown, CSV, JSON and SVG, made from values."""
