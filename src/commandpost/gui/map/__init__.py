"""The map canvas: tiles of the base map, markers and areas of the situation, tools and furniture."""
