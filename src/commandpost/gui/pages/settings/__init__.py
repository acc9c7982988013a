"""Settings of this workstation."""

from commandpost.gui.pages.settings.page import SettingsPage

__all__ = ["SettingsPage"]
