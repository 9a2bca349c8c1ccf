"""Columns of tables: what the words at their head say they hold."""

import re
from dataclasses import dataclass
from typing import Literal

from knowledge.text import fold

ColumnKind = Literal[
    "number",
    "group",
    "task",
    "text",
    "lead",
    "cooperating",
    "responsible",
    "deadline",
    "indicator",
    "measure",
    "baseline",
    "target",
    "phase",
    "bureau",
    "duty",
    "note",
]

_HEADS: tuple[tuple[ColumnKind, str], ...] = (
    (
        "number",
        r"序号|编号|项次|序列|任务序号|项目序号|序|NO\.?|No\.?|号",
    ),
    (
        "note",
        (
            r"备注|说明|属性|指标属性|性质|指标性质|类型|指标类型|联系人.*|联系电话|电话|责任人.*"
            r"|责任领导|分管领导|牵头领导|包联领导|负责人|数据来源|资料来源|指标来源|计算方法"
            r"|(?:计划|预计|拟)?(?:开工|动工|开建|启动|开始|起始)(?:建设|实施)?(?:时间|日期|时限|节点|月份)"
            r"|进展.*|完成情况|落实情况|工作进展|进度情况|状态"
        ),
    ),
    (
        "lead",
        (
            r"(?:市级|区级|县级|省级)?(?:总?牵头|主办|主责|主要责任|主要负责"
            r"|第一责任)(?:\((?:责任|主办)\))?(?:责任)?(?:单位|部门|处室|科室|机构"
            r"|委办局)?(?:及责任人)?(?:\((?:部门|单位)\))?"
        ),
    ),
    (
        "cooperating",
        (
            r"(?:市级|区级|县级|省级)?(?:配合|协办|协同|协助|参与|参加|协作|支持)(?:责任)?(?:单位"
            r"|部门|处室|科室|机构)?(?:\((?:部门|单位)\))?"
        ),
    ),
    (
        "responsible",
        (
            r"(?:市级|区级|县级|省级)?(?:牵头[、和及/(]?)?(?:责任|负责|承办|落实|实施|执行|完成"
            r"|牵头[、和及/]配合)\)?(?:单位|部门|主体|处室|科室|机构|委办局)(?:及责任人|\((?:部门"
            r"|单位)\)|\(主体\))?|责任分工|任务分工单位|牵头[、和及/](?:配合|责任)单位|(?:责任"
            r"|任务)?分工单位"
        ),
    ),
    (
        "deadline",
        (
            r"(?:计划|预计|拟|要求)?(?:完成|办理|办结|整改|推进|实施|起止|工作)?(?:时限|时间节点"
            r"|时间|期限|日期|时间要求|时限要求|时间安排|进度要求|进度安排|时间进度)|完成年限"
            r"|截止(?:时间|日期)|时间表|进度|完成节点|节点"
        ),
    ),
    (
        "indicator",
        (
            r"(?:主要|核心|重点|具体|评价|监测|二级|三级|考核|发展|量化|工作|目标)?指标(?:名称"
            r"|内容|项目)?"
        ),
    ),
    (
        "group",
        (
            r"一级指标|指标(?:类别|领域|分类)|类别|分类|领域|维度|板块|方面|大类|任务类别"
            r"|任务分类|重点领域|任务板块|章节|部分|一级任务|工作类别|任务领域|项目类别"
        ),
    ),
    (
        "measure",
        r"计量单位|指标单位|单位\([^)]*%[^)]*\)|度量单位",
    ),
    (
        "baseline",
        (
            r"(?:(?:19|20)\d\d年?(?:年?底|末)?\)?)?(?:\()?(?:基期|基线|现状|基数|基础|实际|完成"
            r"|现有|已有|当前)(?:值|数|水平|情况)?(?:\(?(?:19|20)\d\d年?(?:底|末)?\)?)?"
        ),
    ),
    (
        "target",
        (
            r"(?:(?:19|20)\d\d年?(?:年?底|末)?)?\(?(?:规划|预期|计划|建设|工作|年度"
            r"|阶段)?(?:目标值?|目标数|预期值|计划数|计划值)\)?(?:\(?(?:(?:到|至)?(?:19"
            r"|20)\d\d年?(?:底|末)?)\)?)?|(?:到|至)?(?:19|20)\d\d年?(?:底|末)?"
        ),
    ),
    (
        "phase",
        r"(?:实施|工作|推进)?阶段(?:名称|划分)?|步骤",
    ),
    (
        "duty",
        (
            r"(?:工作|主要|部门|单位|具体|成员单位|任务)?职责(?:分工|任务|内容|要求)?|职能"
            r"|主要任务分工"
        ),
    ),
    (
        "bureau",
        r"成员单位(?:名称)?|(?:单位|部门)(?:名称)?|成员部门|委办局",
    ),
    (
        "text",
        (
            r"(?:工作|主要|具体|目标|质量|预期|任务)?(?:要求|目标|目标任务|目标要求)|成果形式"
            r"|成果|预期成效|预期成果|工作成效|完成标准|标准|具体要求|(?:工作|具体|主要|落实"
            r"|推进)?(?:措施|举措|内容|做法)|具体工作内容|任务内容|实施内容|建设内容|任务要求"
            r"|(?:工作|主要|具体|预期)?(?:目标|内容|要求|标准|措施|举措)(?:任务)?(?:及|和|与|、)(?:完成)?"
            r"(?:时限|时间|进度)(?:要求|安排)?"
            r"|具体内容|阶段任务|工作安排|内容及要求|措施和要求|任务描述"
        ),
    ),
    (
        "task",
        (
            r"(?:重点|主要|工作|具体|年度)*(?:任务|事项|项目)(?:及|和|与|、)(?:完成)?(?:时限|时间|进度)"
            r"(?:要求|安排)?|"
            r"(?:重点|主要|工作|具体|目标|年度|改革|二级|细化|重点工作|主要工作)?(?:任务|事项"
            r"|工作|项目)(?:名称|分解|清单|内容|事项)?|任务分解|工作要点|重点工作任务"
            r"|工作任务及内容|重点(?:任务|工作)(?:及|和)?(?:内容|举措|措施)|任务举措|重点举措"
            r"|改革举措"
        ),
    ),
)
_PATTERN = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _HEADS))
_OFFICE = "(?:单位|部门|处室|科室|股室|机构|主体|委办局)"
_ENDINGS: tuple[tuple[ColumnKind, str], ...] = (
    ("lead", rf"[一-龥]{{0,3}}(?:牵头|主办|主责)[一-龥]{{0,2}}{_OFFICE}"),
    ("cooperating", rf"[一-龥]{{0,3}}(?:配合|协办|协同|协助|参与)[一-龥]{{0,2}}{_OFFICE}"),
    ("responsible", rf"[一-龥]{{0,5}}{_OFFICE}"),
    ("note", "[一-龥]{0,5}(?:领导|责任人|负责人|联系人|联络员|电话|意见|情况|进展|来源|签字)"),
    ("deadline", "[一-龥]{1,5}(?:时限|时间|期限|节点|日期)"),
    ("task", "[一-龥]{1,6}(?:任务|事项|项目|工作|实事)"),
    ("text", "[一-龥]{1,6}(?:标准|要求|内容|措施|目标|举措|做法|成效|成果)"),
)
_ENDING = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _ENDINGS))
_LONGEST_ENDED = 8
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its head; `year` where the head prints one."""

    kind: ColumnKind
    head: str
    year: int | None = None


def column(head: str) -> Column | None:
    """What the words of a column's head mean; None when they are no head."""
    key = _SPACE.sub("", fold(head))
    if not key or len(key) > 24:
        return None
    match = _PATTERN.fullmatch(key)
    if match is None and len(key) <= _LONGEST_ENDED:
        match = _ENDING.fullmatch(key)  # what a head is called last says what it holds
    if match is None:
        return None
    year = _YEAR.search(key)
    kind = next(kind for kind, _ in _HEADS if match.groupdict().get(kind) is not None)
    return Column(kind, key, int(year[0]) if year else None)


def columns(heads: tuple[str, ...]) -> tuple[Column, ...] | None:
    """The columns of a header row; None where the row is none."""
    return arranged(tuple(column(head) for head in heads))


def arranged(found: tuple[Column | None, ...]) -> tuple[Column, ...] | None:
    """The columns in each other's company; None where together they make no header."""
    found = _with_task(found)
    known = [each for each in found if each is not None]
    strange = len(known) * 3 < len(found) * 2 and not _is_list_of_tasks(known)
    if len(known) < 2 or strange or not _makes_sense(known):
        return None
    return _settled(tuple(each or Column("note", "") for each in found))


def _with_task(found: tuple[Column | None, ...]) -> tuple[Column | None, ...]:
    """序号, 某某, 责任单位: what stands between a number and its units is the work."""
    known = [each for each in found if each is not None]
    kinds = {each.kind for each in known}
    if None not in found or not _is_list_of_tasks(known) or kinds & {"task", "text", "group"}:
        return found
    at = found.index(None)
    return (*found[:at], Column("task", ""), *found[at + 1 :])


def _is_list_of_tasks(known: list[Column]) -> bool:
    """Whether a number stands first and units stand in a column: whatever else does too."""
    kinds = {each.kind for each in known[1:]}
    others = {"indicator", "phase", "duty", "bureau"}
    return bool(
        known
        and known[0].kind == "number"
        and kinds & {"lead", "responsible"}
        and not kinds & others
    )


def _makes_sense(known: list[Column]) -> bool:
    kinds = {each.kind for each in known}
    named = kinds & {"task", "text", "indicator", "phase", "bureau", "group", "duty"}
    said = kinds & {
        *("lead", "responsible", "cooperating", "deadline"),
        *("target", "baseline", "duty", "text", "number"),
    }
    return bool(named and (said - named or len(named) > 1))


def _settled(found: tuple[Column, ...]) -> tuple[Column, ...]:
    """Heads that mean different things in different company: 单位, 目标, 工作内容."""
    kinds = {each.kind for each in found}
    result = []
    for each in found:
        kind = each.kind
        if kind == "bureau" and "indicator" in kinds:
            kind = "measure"
        elif kind == "bureau" and "duty" not in kinds and kinds & {"task", "text"}:
            kind = "responsible"
        elif kind == "responsible" and "duty" in kinds:
            kind = "bureau"
        elif (
            kind == "target"
            and "indicator" not in kinds
            and not (each.year and "task" not in kinds)
        ) or (kind == "indicator" and "task" in kinds and not kinds & {"baseline", "target"}):
            kind = "text"
        result.append(Column(kind, each.head, each.year))
    return tuple(result)
