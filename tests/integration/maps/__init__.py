"""Maps over a real wire and from real files."""
