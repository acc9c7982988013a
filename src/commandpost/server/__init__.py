"""Ring 3: a journal with HTTP on it; the only home of FastAPI."""
