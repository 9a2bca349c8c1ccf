"""Whole conversations as data, each in a ledger of its own, and what of them went wrong.

A line of `data/talks.jsonl` is a conversation: who speaks about which paper, and its turns. Of a
turn `says` is what is said (`who` where it is somebody else, `to` where it replies to an earlier
turn, `card` where it is only said if a card waits); `drafts` and `recorded` are what has to come of
it, one entry each, and nothing else: `ref`, any of `status`, `figures` as [part of the name, value,
mode], `percent`, `blocker`; several values are any of them, "*" is whatever it is. `has`, `lacks`:
words of the answer.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from db.importing import Import
from db.ledger import Ledger
from handlers.reply import DraftFact, Reply
from knowledge.papers.parse import parse
from knowledge.reading import read
from tests.handlers.team import Member, Team, labels, text

DATA = Path(__file__).parent / "data" / "talks.jsonl"
_PAPERS = Path(__file__).parents[1] / "reports" / "data"
PAPERS = {
    **dict.fromkeys(("tuoyu", "weijian", "zhiye", "xianxue"), "invented"),
    **dict.fromkeys(("meihu", "qinghe"), "examined"),
}
_LAID = datetime.fromisoformat("2025-03-20T09:00:00+08:00")
_NOW = {"sh2023-tcm": "2023-07-12", "meihu": "2024-08-07", "banan2024": "2025-07-09"}
_COORDINATORS = ("周宁", "何芳")
PEOPLE = {
    "陶然": "云湖市卫生健康委",
    "方正": "市民政局",
    "韩雪": "云湖市教育局",
    "邱林": "云湖市财政局",
    "雷鸣": "市消防救援支队",
    "温馨": "市妇幼保健院",
    "石磊": "云湖市发展改革委",
    "云飞": "区卫生监督所",
    "华岳": "区卫生健康局",
    "石岩": "石岭区疾控中心",
    "尤佳": "石岭区总工会",
    "卜凡": "区爱卫办",
    "海棠": "市中心血站",
    "洪亮": "市红十字会",
    "梅青": "县卫健局基层股",
    "江红": "县红十字会",
    "苗圃": "县疾控中心",
    "青松": "县卫生健康局",
    "禾苗": "县农业农村局",
    "陈立": "市中医药管理局",
    "孙悦": "市教委",
    "唐丽": "重庆市巴南区卫生健康委",
}

Json = dict[str, Any]


def talks() -> list[Json]:
    """The conversations."""
    return [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]


async def lay(ground: Path, file: Path) -> None:
    """The ledger that every conversation begins from."""
    shutil.copy(ground, file)
    async with await Ledger.open(f"sqlite:///{file}") as ledger:
        for slug, folder in PAPERS.items():
            path = _PAPERS / folder / f"{slug}.txt"
            paper = parse(read(path.read_bytes(), path.name), slug)
            await ledger.import_papers([paper], Import(_LAID, "active", slug=slug))
        team = Team(ledger, _LAID)
        for name, bureau in PEOPLE.items():
            await team.has(name, bureau=bureau)
        for name in _COORDINATORS:
            await team.has(name, "coordinator", bureau="督查室")


async def lacking(talk: Json, file: Path) -> list[str]:
    """What of the conversation is not as it should be."""
    async with await Ledger.open(f"sqlite:///{file}") as ledger:
        day = _NOW.get(talk["document"], "2025-07-16")
        team = Team(ledger, datetime.fromisoformat(f"{day}T10:00:00+08:00"))
        return await _Talk(team, talk).wrong()


@dataclass
class _Talk:
    team: Team
    talk: Json

    async def wrong(self) -> list[str]:
        members: dict[str, Member] = {}
        answers: list[tuple[Reply, str]] = []
        found: list[str] = []
        for turn in self.talk["turns"]:
            if turn.get("card") and "确认" not in labels(answers[-1][0]):
                continue
            name = turn.get("who", self.talk["who"])
            more = {} if name in members else {"document": self.talk["document"]}
            if "to" in turn:
                more["reply_to"] = answers[turn["to"]][1]
            member = members.setdefault(name, self.team.stranger(name))
            reply = await member.says(turn["says"], **more)
            assert member.last
            answers.append((reply, f"m{member.last.context.count}"))
            found += [f"“{turn['says']}”: {one}" for one in _misses(turn, reply)]
        return found


def _misses(turn: Json, reply: Reply) -> list[str]:
    said = text(reply)
    drafts, recorded = list(reply.drafts), [one.said for one in reply.recorded]
    return [
        *_unlike(turn.get("drafts", drafts), drafts),
        *_unlike(turn.get("recorded", []), recorded),
        *(f"lacks {one}" for one in turn.get("has", ()) if not _any_in(one, said)),
        *(f"has {one}" for one in turn.get("lacks", ()) if one in said),
    ]


def _any_in(words: str, said: str) -> bool:
    return any(one in said for one in words.split("|"))


def _unlike(wanted: list[Any], got: list[DraftFact]) -> list[str]:
    if wanted is got:
        return []
    fits = len(wanted) == len(got) and all(any(_fits(one, each) for each in got) for one in wanted)
    return [] if fits else [f"{wanted} ≠ {got}"]


def _fits(wanted: Json, got: DraftFact) -> bool:
    return (
        got.ref == wanted["ref"]
        and ("status" not in wanted or _is(wanted["status"], got.status))
        and _is(wanted.get("percent"), got.percent)
        and _counts(wanted.get("figures", []), got)
        and _holds(wanted.get("blocker"), got.blocker)
        and all(
            key not in wanted or _holds(wanted[key], getattr(got, key))
            for key in ("need", "next_step", "expected_on", "corrects")
        )
    )


def _is(wanted: Any, got: Any) -> bool:
    return wanted == "*" or got in (wanted if isinstance(wanted, list) else [wanted])


def _holds(wanted: str | None, got: str | None) -> bool:
    if wanted in ("*", got):
        return True
    return bool(wanted and got and wanted in got)


def _counts(wanted: list[Any], got: DraftFact) -> bool:
    figures = [(one.name or "", one.value, one.mode) for one in got.quantities]
    return len(wanted) == len(figures) and all(
        any(name in each[0] and value == each[1] and mode in ("", each[2]) for each in figures)
        for name, value, mode in wanted
    )
