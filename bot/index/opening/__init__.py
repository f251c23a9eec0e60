"""Opens an index where it belongs, builds it again where it is damaged, and deletes it."""
