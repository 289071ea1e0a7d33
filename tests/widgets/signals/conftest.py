"""Panels and pages stand on a desk over a real library."""

from panels import bench

__all__ = ["bench"]
