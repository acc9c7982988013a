"""Ring 0: values and functions of the duty room; no clock, disk, thread, language or Qt."""
