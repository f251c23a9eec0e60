"""Updates: kept on disk until they are handled, those of a chat in order."""
