"""Taking a foreign map file in: what it holds, in which coordinates it is drawn, and what that looks like."""
