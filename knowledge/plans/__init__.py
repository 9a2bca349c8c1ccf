"""What people say about the plan of reminders: asking for it, thinning it out."""
