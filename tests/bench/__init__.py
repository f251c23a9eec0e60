"""Measures the engines beside their peers: `make bench`."""
