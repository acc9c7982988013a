"""Giving the map away: what, in which form, and how much of residents."""
