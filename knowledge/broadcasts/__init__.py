"""通知: what somebody wants told to everybody, and what is asked and ordered about it."""
