"""The article's text among all that a web page shows."""
