"""The weekly digest as a reply: readable in a minute, the details behind its buttons."""

from math import ceil, floor

from handlers import actions
from handlers.digest_words import (
    KINDS,
    LIGHT_MEANINGS,
    called,
    said_asked,
    said_change,
    said_coming,
    said_entry,
    said_gauge,
    said_light,
    said_phase,
    said_silent,
    said_week,
    said_why,
    several,
)
from handlers.reply import Block, Button, Item, Reply, bold, faint, say, words
from reminders.digest_records import Digest, Entry, Trouble
from reminders.week import Scope

INTENT = "digest"
_VALUE = 45
"""Characters of a button's value at most: of a dozen papers the numbers are not opened."""
_TROUBLES, _SOON, _NAMES, _FEW = 5, 4, 8, 3


def digest_reply(digest: Digest) -> Reply:
    """The whole digest; a few lines where nothing moved."""
    blocks: list[Block] = [_head(digest)]
    match digest.weight:
        case _ if not digest.papers:
            blocks.append(say("没有在办的文件，所以没有周报；用 duban documents activate 激活。"))
        case "nothing":
            blocks.append(say(f"{called(digest.week).whole}没有变化，也没有要决定的事。"))
        case "short":
            blocks.append(say(f"{called(digest.week).whole}没有变化，也没有新的反馈。"))
            blocks += [*_lights(digest)[:1], *_troubles(digest), *_ahead(digest)]
        case _:
            blocks += [*_lights(digest), *_closed(digest), *_troubles(digest)]
            blocks += [*_gauges(digest), *_silent(digest), *_ahead(digest)]
    return Reply(INTENT, tuple(blocks), buttons=_buttons(digest))


def brief_reply(digest: Digest) -> Reply:
    """For a chat in minimal mode: how many of which light; the rest is for who presses."""
    blocks = (_head(digest), *_lights(digest)[:1], say(faint("精简模式：详情点按钮，只发给您。")))
    return Reply(INTENT, blocks, buttons=_buttons(digest))


def _head(digest: Digest) -> Block:
    return say(
        bold(f"{called(digest.week).digest} · {digest.scope.name}"),
        faint(f"（{said_week(digest.week)}）"),
    )


def _lights(digest: Digest) -> list[Block]:
    """The lights on two lines: what they show, and which moved."""
    shown = [
        f"{said_light(one.light)}{len(one.now)}项（{said_change(one, digest.week)}）"
        for one in digest.lights
        if one.now or one.before
    ]
    added = f"（{called(digest.week).this}新列入{len(digest.added)}项）" if digest.added else ""
    blocks: list[Block] = [say(f"任务{len(digest.entries)}项{added}：", "，".join(shown))]
    if digest.moved:
        few = [_move(one, paper=several(digest)) for one in digest.moved[:_FEW]]
        rest = f" 等{len(digest.moved)}项" if len(digest.moved) > _FEW else ""
        blocks.append(say(bold(f"灯有变化{len(digest.moved)}项："), "；".join(few), rest))
    return blocks


def _move(entry: Entry, *, paper: bool) -> str:
    was = said_light(entry.was or "none")
    return f"{said_entry(entry, paper=paper)} {was}→{said_light(entry.light)}"


def _closed(digest: Digest) -> list[Block]:
    this = called(digest.week).this
    if not digest.closed:
        return [say(f"{this}没有办结的；收到反馈{digest.reports}条。")]
    paper = several(digest)
    few = "；".join(said_entry(one.entry, paper=paper) for one in digest.closed[:_FEW])
    rest = f" 等{len(digest.closed)}项" if len(digest.closed) > _FEW else ""
    said = f"；收到反馈{digest.reports}条。"
    return [say(bold(f"{this}办结{len(digest.closed)}项："), few, rest, said)]


def _troubles(digest: Digest) -> list[Block]:
    if not digest.troubles:
        return [say("没有逾期、受阻或等待决定的。")]
    count = len(digest.troubles)
    blocks: list[Block] = [say(bold(f"要决定或督促的{count}项："))]
    blocks += [_trouble(one, paper=several(digest)) for one in digest.troubles[:_TROUBLES]]
    if count > _TROUBLES:
        blocks.append(say(faint(f"还有{count - _TROUBLES}项，点下面的按钮看全部。")))
    return blocks


def _trouble(one: Trouble, *, paper: bool) -> Item:
    why = said_why(one)
    head = words(bold(f"【{KINDS[one.kind]}】"), said_entry(one.entry, paper=paper))
    lines = (("情况", words(why)),) if why else ()
    return Item(head, (*lines, ("谁来定", words(said_asked(one)))))


def _gauges(digest: Digest) -> list[Block]:
    if not digest.gauges:
        return []
    behind = [one for one in digest.gauges if one.behind]
    read = sum(one.read_on is not None for one in digest.gauges)
    if not read:
        return [say(f"指标{len(digest.gauges)}个，都还没有报过数。")]
    total = f"指标{len(digest.gauges)}个，有数的{read}个，落后序时进度的{len(behind)}个"
    blocks: list[Block] = [say(bold(total), "：" if behind else "。")]
    blocks += [say(f"▼ {one.name}：{said_gauge(one)}") for one in behind[:_FEW]]
    return blocks


def _silent(digest: Digest) -> list[Block]:
    if not digest.silent:
        return []
    this, names = called(digest.week).this, said_silent(digest, most=_NAMES)
    return [say(bold(f"{this}没有反馈的单位{len(digest.silent)}个："), names)]


def _ahead(digest: Digest) -> list[Block]:
    blocks: list[Block] = []
    if digest.coming:
        blocks.append(say(bold(f"未来两周到期{len(digest.coming)}项：")))
        few = digest.coming[:_SOON]
        blocks += [say("· ", said_coming(one, paper=several(digest))) for one in few]
    for one in digest.phases:
        paper = f"《{one.paper}》" if several(digest) else ""
        blocks.append(say(paper, said_phase(one, digest.week.today)))
    return blocks


def _buttons(digest: Digest) -> tuple[Button, ...]:
    """One for each number that has something behind it."""
    counts = {
        "t": ("要决定的", len(digest.troubles)),
        "m": ("灯有变化的", len(digest.moved)),
        "c": ("办结的", len(digest.closed)),
        "p": ("有反馈的", len(digest.reported)),
        "i": ("指标", len(digest.gauges)),
        "s": ("没有反馈的单位", len(digest.silent)),
        "n": ("两周内到期", len(digest.coming)),
        **{
            one.light[0]: (f"{said_light(one.light)}{LIGHT_MEANINGS[one.light]}", len(one.now))
            for one in digest.lights
            if one.light in ("red", "yellow")
        },
    }
    buttons = (
        Button(f"{label}（{count}）", _value(part, digest))
        for part, (label, count) in counts.items()
        if count
    )
    return tuple(one for one in buttons if len(one.value) <= _VALUE)


def _value(part: str, digest: Digest) -> str:
    since, until = digest.week.since.timestamp(), digest.week.until.timestamp()
    return actions.digest(part, floor(since), ceil(until), scope_key(digest.scope))


def scope_key(scope: Scope) -> str:
    """A scope within a button: a, d3, b7.8."""
    return f"{scope.kind[0]}{'.'.join(map(str, scope.ids))}"
