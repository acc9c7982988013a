"""Ring 2: use cases and the ports they need."""
