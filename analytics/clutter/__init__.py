"""Clutter: what stands in an article and is not what it tells."""
