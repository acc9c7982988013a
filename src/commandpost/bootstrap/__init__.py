"""Ring 4: the composition root, the only place that may name everything."""
