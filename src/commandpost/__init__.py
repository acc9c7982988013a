"""Duty-room command post for a Beijing street or township."""

__version__ = "0.1.0"
