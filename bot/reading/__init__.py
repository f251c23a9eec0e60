"""From a file to articles, in every format."""
