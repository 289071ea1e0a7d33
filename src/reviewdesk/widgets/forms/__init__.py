"""Designer forms, compiled from ui/ by ui/compile.py; not written by hand."""
