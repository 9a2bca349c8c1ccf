"""Lines become a Paper: what an issued paper says, as facts."""
