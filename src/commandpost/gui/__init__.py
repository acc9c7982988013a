"""Ring 3: the window; the only home of Qt."""
