"""Kentan (恳谈): appeals of enterprises, answered in the open, as records in a Git repository."""

__version__ = "0.1.0"
