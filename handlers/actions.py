"""What a button's value says: short enough for every platform (45 bytes)."""

MORE = "more"
CONFIRM = "confirm"
CANCEL = "cancel"
OPEN = "task"
CHOOSE = "paper"
ASK_ACCESS = "access"
INTRODUCE = "who"
LET_IN = "letin"
TURN_AWAY = "refuse"
AMEND = "amend"
PICK = "pick"
STEP = "step"
TRACE = "trace"
SHELVE = "shelve"
DIGEST = "digest"
PLAN = "plan"
RECEIVE = "got"
READ = "read"
NOTICE = "notice"
KNOWN = "known"
LATER = "later"
IN_DAYS = "later3"
ON_MONDAY = "monday"
AS_BEFORE = "items"
REST = "rest"


def confirm(key: str) -> str:
    """Make the change that waits under that key."""
    return f"{CONFIRM}:{key}"


def cancel(key: str) -> str:
    """Drop the change that waits under that key."""
    return f"{CANCEL}:{key}"


def amend(key: str) -> str:
    """Change the report that waits under that key."""
    return f"{AMEND}:{key}"


def pick(key: str, claim: int, choice: int) -> str:
    """That claim of the report that waits under that key is about that choice."""
    return f"{PICK}:{key}:{claim}:{choice}"


def step(kind: str, task_id: int) -> str:
    """Take that step with the task."""
    return f"{STEP}:{kind}:{task_id}"


def trace(task_id: int) -> str:
    """Show what became of the task."""
    return f"{TRACE}:{task_id}"


def shelve(state: str, document_id: int) -> str:
    """Activate or archive that paper."""
    return f"{SHELVE}:{state}:{document_id}"


def open_task(task_id: int) -> str:
    """Show that task's card."""
    return f"{OPEN}:{task_id}"


def choose_paper(document_id: int) -> str:
    """Talk about that paper from here on, and answer what was asked again."""
    return f"{CHOOSE}:{document_id}"


def let_in(request: int, person: int | None = None) -> str:
    """Approve a request for access, as that person of the roster where it is settled which."""
    return f"{LET_IN}:{request}" + (f":{person}" if person else "")


def turn_away(request: int) -> str:
    """Refuse a request for access."""
    return f"{TURN_AWAY}:{request}"


def digest(part: str, since: int, until: int, scope: str) -> str:
    """What is behind a number of a week's digest; the week in seconds since 1970."""
    return f"{DIGEST}:{part}:{since}:{until}:{scope}"


def item(what: str, notice_id: int) -> str:
    """Do that with one item of what was said unasked."""
    return f"{what}:{notice_id}"


def rest(notice_id: int, page: int) -> str:
    """Show that page of the message which that notice went out with."""
    return f"{REST}:{notice_id}:{page}"


def receive(broadcast_id: int) -> str:
    """Confirm that broadcast."""
    return f"{RECEIVE}:{broadcast_id}"


def read(broadcast_id: int) -> str:
    """Show that broadcast to whoever presses."""
    return f"{READ}:{broadcast_id}"


def notice(what: str, broadcast_id: int, version: int = 1) -> str:
    """Do that with a broadcast: approve or refuse that version, show how it goes, take it back."""
    return f"{NOTICE}:{what}:{broadcast_id}:{version}"


def plan(deed: str, day: str, number: int) -> str:
    """Do that with an entry of the plan, found again by its day and number."""
    return f"{PLAN}:{deed}:{day}:{number}"


def parts(value: str) -> tuple[str, str]:
    """The name of the action, and what stands behind it."""
    name, _colon, rest = value.partition(":")
    return name, rest


def numbers(rest: str) -> tuple[int, ...]:
    """The ids behind an action's name; none where something else stands there."""
    said = rest.split(":")
    good = all(one.isascii() and one.isdecimal() and len(one) < 19 for one in said)
    return tuple(int(one) for one in said) if good else ()
