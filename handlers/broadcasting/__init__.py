"""通知: drafted, looked at by a second person, said to many, confirmed, chased, closed."""
