"""The command page: what is due, where it is, what happened so far."""
