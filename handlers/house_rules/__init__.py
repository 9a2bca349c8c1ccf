"""Settings in conversation: what holds and where it comes from, and settling something else."""
