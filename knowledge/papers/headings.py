"""What the words of a heading say: a paper's title, a section that holds no tasks, a phase."""

import re

_TYPE = (
    "工作要点|要点|实施方案|工作方案|方案|行动计划|工作计划|计划|实施意见|意见|通知|措施|办法"
    "|责任分工|任务分工|分工|规划|细则|制度|规则|清单|台账"
    "|任务分解|分解表|分工表|任务表|明细表|一览表|汇总表|安排表|进度表|指标表|表|安排|要求"
    "|职责|名单|工作内容|任务书|指引|决定|通告|公告|函|机制|主要任务|重点任务|任务|指标"
)
_TITLE = re.compile(
    rf"[^。;!?]{{2,80}}?(?:{_TYPE})(?:[\(《][^()]{{1,20}}[\)》])?[》”]?(?:的(?:通知|函|决定|公告))?"
)
_NOT_TITLE = re.compile(
    r".*(?:制定|制订|提出|印发)本|(?:现将|附件|为|根据|按照|请|各|特此)[^》]*$|.*(?:如下|通知):?$"
)

_PREFIX = (
    r"(?:(?:进一步|切实|不断|持续)?"
    r"(?:加强|强化|健全|完善|落实|严格|明确|细化|压实|做好|抓好|夯实|严肃|注重"
    r"|有关|相关|其他|其它|工作|具体|总体|主要|全力|全面))*"
)
_IDLE = (
    "[一-龥]{0,4}(?:目标|原则|步骤)"
    "|指导思想|总体要求|总体思路|总体目标|总目标|总体原则|基本原则|工作原则|指导原则|原则"
    "|工作目标|目标|主要目标|发展目标|预期目标|建设目标|创建目标|目标要求"
    "|组织体系|组织领导|组织机构|组织架构|组织保障|组织实施|组织管理|组织推进|组织推动"
    "|组织协调|领导|领导机构|领导小组|实施步骤|工作步骤|步骤|方法步骤|步骤安排|实施阶段"
    "|阶段安排|阶段"
    "|进度安排|时间安排|时间步骤|时间进度|时间节点|进度|实施进度|推进步骤|实施安排|工作进度"
    "|保障措施|保障|保障机制|工作保障|支撑保障|条件保障|要求|工作要求|纪律要求|有关要求|纪律"
    "|工作纪律"
    "|工作机制|工作规则|议事规则|会议制度|会议机制|工作制度|职责分工|部门职责|主要职责"
    "|工作职责|职责|单位职责|成员单位职责|成员单位职责分工|职能职责|主要职能|成员单位"
    "|组成人员|组成单位|组成|人员组成"
    "|成员名单|名单|工作基础|发展基础|基础|背景|形势|现状|发展形势|重要意义|意义|适用范围"
    "|附则|考核评估|监督检查|督导检查|督导|督查|考核|宣传引导|舆论引导|监测评估"
    "|责任落实|责任|监督|督导考核|督查考核|考核督导|督促指导|跟踪问效|评估|经费保障|宣传"
    "|工作专班|联系方式|其他事项|有关事项"
)
_IDLE_TITLE = re.compile(
    rf"{_PREFIX}(?:{_IDLE})(?:(?:[、,和与及]|以及){_PREFIX}(?:{_IDLE}))*(?:安排|分工|要求|建设)?"
)
_IDLE_START = re.compile(
    r"(?:加强|强化|健全|完善|切实加强)?(?:组织领导|组织保障|组织实施|保障措施|组织推进"
    r"|督导考核|督查考核)(?:[,、]|$)"
)
_WORK = re.compile(
    r"任务|工作内容|重点工作|具体措施|主要措施|工作措施|工作举措|责任分工|任务分工|任务分解"
    r"|重点项目|重点举措|主要内容|工作重点"
)
_GOAL = re.compile(r"目标|指标")
_PHASES = re.compile(r"步骤|进度|阶段|时间安排|实施安排|时间节点")
_PHASE = re.compile(r"阶段|第[一二三四五六]步")
_DUTIES = re.compile(
    r"职责|成员单位|组织体系|组织领导|组织机构|组织架构|专班|联席会议|领导小组|[部门单位]{2}(?:任务)?分工"
)
_GENERIC = re.compile(r"(?:总体|主要|工作|重点|基本)?(?:内容|要求|任务|情况|思路|安排|事项|措施)")
_LONGEST = 60
_BARE = re.compile(r"[\(《][^()]{0,60}[\)》]|[:。\s]{1,9}$")


def is_title(key: str) -> bool:
    """Whether a folded line could be the title of a paper or of an annex."""
    if len(key) > 90 or not _TITLE.fullmatch(key):
        return False
    return not (_NOT_TITLE.match(key) and "关于" not in key)


def holds_no_tasks(title: str) -> bool:
    """指导思想, 组织领导, 实施步骤, 保障措施 and the like: their items count only with units."""
    if len(title) > _LONGEST:
        return False
    bare = _BARE.sub("", title)
    if _WORK.search(bare) and not bare.startswith("目标任务和"):
        return False
    return bool(_IDLE_TITLE.fullmatch(bare) or _IDLE_START.match(bare))


def holds_goals(title: str) -> bool:
    """工作目标, 主要指标, 总体要求: figures there are what shall be reached."""
    return bool(_GOAL.search(title) or title.startswith(("总体要求", "总体思路")))


def holds_phases(title: str) -> bool:
    """实施步骤, 进度安排."""
    return bool(_PHASES.search(title)) and len(title) <= 20


def names_phase(title: str) -> bool:
    """创建部署阶段, 第一阶段, 第一步."""
    return bool(_PHASE.search(title))


def may_hold_duties(title: str) -> bool:
    """组织体系, 职责分工, 专班: lines there that begin with a unit are its duties."""
    return bool(_DUTIES.search(title))


def is_generic(title: str) -> bool:
    """主要内容 and the like, which name no work of their own."""
    return len(title) <= _LONGEST and bool(_GENERIC.fullmatch(_BARE.sub("", title)))
