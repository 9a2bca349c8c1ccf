"""What Slack sends, as far as it is used: typed once, here; nothing else gets past this package.

Shapes are those of the Events API and of interaction payloads (docs.slack.dev/reference).
"""

from typing import Any

import msgspec


class File(msgspec.Struct):
    """A file shared in a message."""

    id: str = ""
    name: str | None = None
    size: int = 0
    url_private_download: str = ""
    url_private: str = ""

    @property
    def address(self) -> str:
        """Where its bytes are, for who has the token."""
        return self.url_private_download or self.url_private


class Edited(msgspec.Struct):
    """A message inside an event or interaction."""

    ts: str = ""
    user: str = ""
    text: str | None = None
    bot_id: str | None = None
    thread_ts: str | None = None
    team: str | None = None
    user_team: str | None = None


class Chat(msgspec.Struct):
    """A channel by its id, and its name where the event is about that."""

    id: str = ""
    name: str = ""


class Happened(msgspec.Struct):
    """The inner event of the Events API."""

    type: str
    subtype: str | None = None
    user: str = ""
    text: str | None = None
    ts: str = ""
    thread_ts: str | None = None
    channel: str | Chat = ""
    bot_id: str | None = None
    team: str | None = None
    user_team: str | None = None
    tab: str = ""
    files: list[File] = []
    message: Edited | None = None
    previous_message: Edited | None = None
    edited: Edited | None = None
    """When it was changed; a mention that was changed comes as one more mention."""

    @property
    def title(self) -> str:
        """The channel's name, where it is told."""
        return "" if isinstance(self.channel, str) else self.channel.name

    @property
    def place(self) -> str:
        """The channel's id, however it is given."""
        return self.channel if isinstance(self.channel, str) else self.channel.id


class Authorization(msgspec.Struct):
    """For whom the event is: our own user in that team."""

    user_id: str = ""


class User(msgspec.Struct):
    """Who interacted."""

    id: str = ""
    name: str = ""
    username: str = ""
    team_id: str = ""


class Container(msgspec.Struct):
    """What a pressed button stood in."""

    type: str = ""
    message_ts: str = ""
    channel_id: str = ""
    thread_ts: str | None = None
    is_ephemeral: bool = False


class Option(msgspec.Struct):
    """A chosen entry."""

    value: str = ""


class Action(msgspec.Struct):
    """A pressed button or chosen entry."""

    value: str = ""
    block_id: str = ""
    selected_option: Option | None = None


class Blank(msgspec.Struct):
    """What stands in a blank of a modal."""

    value: str | None = None
    selected_date: str | None = None
    selected_option: Option | None = None

    @property
    def given(self) -> str:
        """The words, the date as ISO, or the value of the choice; '' if left empty."""
        chosen = self.selected_option.value if self.selected_option else ""
        return self.value or self.selected_date or chosen


class State(msgspec.Struct):
    """A modal's blanks: block → action → what stands there."""

    values: dict[str, dict[str, Blank]] = {}


class View(msgspec.Struct):
    """A modal or Home tab."""

    type: str = ""
    callback_id: str = ""
    private_metadata: str = ""
    state: State = msgspec.field(default_factory=State)


class Body(msgspec.Struct):
    """Anything Slack sends: an event, an interaction or a slash command."""

    type: str = ""
    team_id: str | None = ""
    event_id: str = ""
    event: Happened | None = None
    authorizations: list[Authorization] | None = None
    user: User | None = None
    channel: Chat | None = None
    container: Container | None = None
    message: Edited | None = None
    actions: list[Action] = []
    trigger_id: str = ""
    response_url: str = ""
    view: View | None = None
    callback_id: str = ""
    command: str = ""
    text: str | None = None
    user_id: str = ""
    user_name: str = ""
    channel_id: str = ""
    channel_name: str = ""


def body_of(payload: dict[str, Any]) -> Body | None:
    """The payload typed; None where it has not the shape of anything we know."""
    try:
        return msgspec.convert(payload, Body)
    except msgspec.ValidationError:
        return None
