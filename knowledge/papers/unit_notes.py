"""Notes that hold for all unit lists of a paper: who leads, by place or by mark."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitNotes:
    """What a note says for the whole paper: the first of a list, or the starred one, leads."""

    first_leads: bool = False
    others_cooperate: bool = False
    star_leads: bool = False


_FIRST_LEADS = re.compile(
    r"(?:排|列|位列|排名|排序|排在|列在|居)(?:名|序|位)?(?:在)?(?:第一|首位|首|最前"
    r"|前面)(?:位|名|个)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:的)?(?:均)?(?:为|是"
    r"|系)(?:该项任务的|该任务的|该项|总)?(?:主?牵头|主办|第一责任)"
    r"|(?:第一个|首个|首位|第一)(?:责任)?(?:单位|部门)(?:均)?(?:为|是)(?:主?牵头|主办)"
)
_OTHERS_COOPERATE = re.compile(
    r"(?:其余|其他|其它)(?:单位|部门|责任单位)?(?:均)?(?:为|是)(?:配合|协办|协助|参与)"
)
_STAR_LEADS = re.compile(
    r"(?:带|标|标注|标有|注有|加|打)[“”]?[*★▲△#※●][“”]?号?(?:的|者)?(?:责任)?(?:单位"
    r"|部门)?(?:的)?(?:为|是)(?:主?牵头|主办)"
)

_IN_A_LIST = re.compile(
    rf"[,，、;；。(（\s]*(?:{_FIRST_LEADS.pattern}|{_STAR_LEADS.pattern}"
    r"|[以]?下(?:均)?同(?=$|[,，。;；)）]))"
)


def without_note(value: str) -> str:
    """A list of units without the note in it: （A、B，排第一位的为牵头单位，下同）."""
    note = _IN_A_LIST.search(value)
    return value[: note.start()] if note and note.start() else value


def unit_notes(key: str) -> UnitNotes:
    """What notes in the folded text of a paper say about the order or marks of units."""
    return UnitNotes(
        bool(_FIRST_LEADS.search(key)),
        bool(_OTHERS_COOPERATE.search(key)),
        bool(_STAR_LEADS.search(key)),
    )
