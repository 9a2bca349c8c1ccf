"""The project's own benchmark: each mark beside its limit, measured in the same run."""
