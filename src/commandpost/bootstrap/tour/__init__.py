"""The tour: a scenario of timed events, lived through by a real server and two desktops against a virtual clock."""
