"""The wallboard: a second window that only shows."""
