"""The month files of feeds, and which of their entries is which."""
