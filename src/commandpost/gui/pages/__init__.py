"""The pages of the window; ``registry.PAGES`` is their order."""
