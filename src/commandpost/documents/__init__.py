"""Ring 3: paper and files out and in."""
