"""Containers of documents: ZIP packages, compound files, and the XML in them."""
