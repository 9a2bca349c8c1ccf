"""What goes wrong in front of the user: one Chinese sentence, and the exit status."""


class CommandError(Exception):
    """Something failed; the message is for the person at the terminal. Exit status 1."""

    status = 1


class BadInputError(CommandError):
    """The command, a file or a value given by the user is wrong. Exit status 2."""

    status = 2
