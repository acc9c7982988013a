"""The sample street: everything in it is invented."""
