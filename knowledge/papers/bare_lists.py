"""Brackets that hold names and nothing else: （医政处、区财政局），（市疾控中心，2024年10月）."""

import re
from collections.abc import Sequence

from knowledge.papers.names import Name, is_surely_unit, is_unit, split_names
from knowledge.text import fold

_OFFICE = re.compile(
    r"[一-龥]{0,12}(?:(?<![全内外儿眼牙专学产诊腔骨])科|处|股|(?<![生验诊教病])室|办|纪委|党委"
    r"|团委|工会)"
)
_GROUP = re.compile(
    r"各[一-龥]{0,3}(?:[市区县州旗乡镇街道](?:\([^()]*\))?|[处科股]室|单位|部门|成员)+"
    r"|各[一-龥、]{1,10}(?:政府|单位|部门|机构|科|[处科股]室|局|委)|[区市][县区]|县\(市、区\).{0,6}"
)
_ADMINISTRATION = re.compile(r"(?:委|委员会|局|办|办公室|部|厅|署|政府|街道|办事处|镇|乡)$")
_DATE = re.compile(
    r"(?:(?:19|20)\d\d年)?(?:\d{1,2}月|[年季]底|上半年|下半年|第?[一二三四1-4]季度).{0,8}"
    r"|(?:19|20)\d\d年(?:底|内|末)?前?(?:完成)?|(?:长期|持续|常年|全年)(?:坚持|推进|实施)?"
)
_PARTY = re.compile(
    r"(?:部门|单位|机构|成员|对象|地区|区域|试点|方|局|委|办|企业|[\d一二三四五六七八九十两][家个所])$"
)


def bare_list(inside: str, before: str | None = None) -> tuple[Name, ...]:
    """The names in a bracket when every one may act and one at least is surely a unit.

    Behind a sentence (`before` is None) offices of one house do too: （医政处、基层处）. Behind
    other words, which `before` gives folded, the bracket could also explain them: there an
    administration or a date has to stand in it.
    """
    printed = split_names(inside)
    names = [name for name in printed if not _DATE.fullmatch(fold(name.text))]
    keys = [fold(name.text) for name in names]
    if not keys or not all(_may_act(key) for key in keys):
        return ()
    sure = any(is_surely_unit(key) for key in keys)
    dated = len(names) < len(printed)
    if before is None:
        offices = sum(bool(_OFFICE.fullmatch(key) or _GROUP.fullmatch(key)) for key in keys)
        centres = sum(key.endswith(("中心", "站", "所", "队")) for key in keys)
        found = sure or ((offices > 0 or dated) and offices + centres == len(keys))
    else:
        governed = any(is_surely_unit(key) and _ADMINISTRATION.search(key) for key in keys)
        found = sure and (governed or dated) and not _PARTY.search(before)
    return tuple(names) if found else ()


def unread_list(inside: str) -> bool:
    """Whether a bracket looks like a list of units without being understood as one."""
    names: Sequence[Name] = split_names(inside)
    return any(is_surely_unit(fold(name.text)) for name in names) and len(names) > 1


def _may_act(key: str) -> bool:
    return bool(is_surely_unit(key) or is_unit(key) or _GROUP.fullmatch(key))
