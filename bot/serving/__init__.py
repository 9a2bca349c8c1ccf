"""Serving chat platforms: from an event to its answer, and to the outbox."""
