"""Questions in languages other than English, read by the data of their language."""
