"""Ring 3: the journal on disk; the only home of SQLAlchemy."""
