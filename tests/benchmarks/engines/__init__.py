"""Tests of what measures the engines."""
