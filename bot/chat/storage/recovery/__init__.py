"""Recovery: going on while state.db is damaged, gone, locked or on a full disk."""
