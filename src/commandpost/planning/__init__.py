"""RING 3: the solver (highspy) and the kept holidays (chinese_calendar) live only here."""
