"""Ring 3: the wire to a server; the only home of requests."""
