"""Untrusted files are parsed in separate processes with limits."""
