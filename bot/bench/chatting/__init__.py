"""Chat platforms under load: bare echo bots and `duban serve`, measured the same way."""
