"""Updates in and messages out: kept on disk, handled in order, sent at least once."""
