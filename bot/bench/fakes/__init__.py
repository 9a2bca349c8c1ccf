"""Servers that behave as the chat platforms do, for tests and for the bench."""
