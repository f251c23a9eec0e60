"""Exchange: a request and its answer, within bounds."""
