"""Ring 1: the signed, hash-chained, append-only journal and its fold into records; pure."""
