"""Ring 3: readers of map data."""
