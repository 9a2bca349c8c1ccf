"""Where something was asked, how an answer gets there, and the keys of conversations."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.serving.noting import answer_named
from db.records import Place

NAME = "slack"


@dataclass(frozen=True)
class Asked:
    """Where and how something was asked; what follows from it is asked for several times."""

    user: str
    channel: str = ""
    """The chat; '' for the person's DM, still to be opened."""
    thread: str = ""
    """Answers go into this thread, if any."""
    message: str = ""
    """The message that was written, edited or pressed on."""
    by: Literal["message", "edit", "press", "command", "home", "form", "change"] = "message"
    trigger: str = ""
    """Lets a modal be opened, for three seconds."""
    response_url: str = ""
    """Where an answer to a command or a press may be posted, without being in the chat."""
    ephemeral: bool = False
    """The pressed message is seen by the presser alone."""

    @cached_property
    def place(self) -> Place:
        """Where the answer goes; the thread as the topic."""
        return Place(NAME, "", self.channel, self.thread)

    @property
    def shared(self) -> Place | None:
        """The shared chat it was asked in, None in private."""
        return None if is_direct(self.channel) else Place(NAME, "", self.channel)

    @property
    def conversation(self) -> str:
        """The key of what is remembered: the DM, or one person's thread in a channel."""
        if is_direct(self.channel):
            return f"slack:{self.channel}"
        return f"slack:{self.channel}:{self.thread or 'command'}:{self.user}"


def is_direct(channel: str) -> bool:
    """A private chat of the bot and one person."""
    return channel.startswith("D") or not channel


def button_tag(conversation: str, answer: str) -> str:
    """What a message's buttons carry beside their values: the answer they stand under."""
    return f"{conversation}#{answer}"


def answer_of(tag: str, conversation: str) -> str | None:
    """The answer a button stood under: `m12`, or `<conversation>#m12` where another was told."""
    theirs, mark, answer = tag.partition("|")[0].rpartition("#")
    return answer_named(theirs, answer, conversation) if mark and answer else None
