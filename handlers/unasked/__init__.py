"""What is said unasked: how a message of several items looks, and what people press on it."""
