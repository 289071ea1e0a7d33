"""A review on a desk for the preview."""

from panels import bench

__all__ = ["bench"]
