"""The plan of reminders in conversation: seeing it, thinning it out."""
