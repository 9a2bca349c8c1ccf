"""Where people talk to the bot: one place each, none knows another."""
