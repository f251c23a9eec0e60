"""Storage: state.db, the one file that cannot be rebuilt from articles."""
