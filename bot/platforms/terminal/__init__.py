"""The terminal: a conversation in the office's own words, with colour or without."""
