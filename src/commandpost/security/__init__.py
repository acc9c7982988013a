"""Ring 3: keys, signatures, PINs, sealing."""
