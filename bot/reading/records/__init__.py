"""Records: articles as named fields, whatever the names and however they are nested."""
