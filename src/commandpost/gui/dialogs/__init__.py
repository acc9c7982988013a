"""Dialogs: never modal, opened and answered by a signal."""
