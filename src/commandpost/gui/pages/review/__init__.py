"""The review page: what was left out, what was softened, the roll-call and the report of the day."""

from commandpost.gui.pages.review.page import ReviewPage

__all__ = ["ReviewPage"]
