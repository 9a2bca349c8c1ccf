"""What was planned, looked at again when its moment has come: what still holds, in which words."""
