"""The noun among the words before or behind a figure, cut only where words end.

Verbs, adverbs and whose it is are left off as whole words: 讲座累计办 is 讲座, 我局已组织学生 is
学生, but 使用率 and 校舍扩容 stay as they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.words import pieces

ACTS = (
    "培训(?!班)|开展|举办|组织|发放|走访|检查|排查|巡查|服务(?=[一-龥]{2})|签约|印发|慰问|义诊"
    "|宣传(?![册栏片单品员活])|整改|调解|抽查|体检|筛查|接诊|招聘|引进(?=[一-龥]{2})|办理|办|惠及"
    "|随访|回访|巡诊|会诊(?![平中系室])|接种(?!率)|采样|搞(?=了?$)|督导|督查|约谈|查处|清理|拆除|播出|推送|受理|处置|处理"
    "|救治|救助|帮扶|资助|招收|招录|录取|选派|派出|申报|发表|修订|编制|梳理|收集"
)
"""What is done again and again: each time adds to what there was."""
BUILT = (
    "实[建到招]|新(?:建|增|设|签约|开|办|添|招|购|聘|立)(?:成|设|立|项|了)?|建成|建好|完成|到位|配备"
    "|改造|[新改扩迁]建|升级|开[设办通]|建设|设立|建立|认定"
    "|覆盖(?!率|面)|创建|购置|采购|安装|争取|落实|增加|扩[充展面]?(?![大容])|形成|发现|揭牌|挂牌|授牌|开业"
    "|结业|毕业|更换|换|制定|出台|打造|评选|评审"
    "|获批|立项|转化|接入|联通"
    "|打通|更新|下达|拨付|投入|修缮|建档|上线|签订|孵化|授权|有(?!关|效|限|序)|建(?!筑|议|材|制)|设(?!备|施|计|区|置|想|在)"
)
VERBS = f"{BUILT}|{ACTS}"
_TIMES = re.compile(
    r"(?<=.)第[\d一二三四五六七八九十]{1,3}[期批轮届](?!三年|计划|工程)|^第[\d一二三四五六七八九十]{1,3}[期批轮届](?=在|共|有|招|结)"
    r"|(?:加上|算上|连同)[^,\d]{0,6}?(?=[一总]?共|累计|合计)|今年以来|以来|(?:这个|本|上个?|每个?)(?:月|周|季度|星期)|这周|[今去本]年|年内|[上下]半年|第?[一二三四]季度|当前|近期"
    r"|截[至止到]?(?:目前|现在)?|到(?:目前|现在)(?:为止)?|目前|现在|已经?|我们|我局|全[区市县年]|[这那][项块]儿?|(?:上|前)一?次|刚[才刚]|[前上]面|[报说填发写]的"
)
_HEADED = re.compile(r"[\x01:;,]|其中")
_ADVERB = re.compile(r"[\x00\x02 ]|累计|共计|总共|一共|合计|实际|又|再|先后|陆续|分别|[均都]")
_BEFORE = re.compile(
    r"[里中内面起我本的、和与及并且另只仅才还共在对把将由给向为就也这那项块个所有要需拟教]|[这那]个|[我本](?:局|委|办|单位|科|院|站|中心|镇|街道)"
    r"|[省市县区镇局院委校]里|上[级面]|涉及|负责|牵头|承担|承办|主办|以及|同时|另外|对于|关于|打算|计划|预计|要求|方面|[这那]边|组织(?!部)"
)
"""Words that stand before a noun and are none of it."""
_EACH = "人次户年月日床"
"""Before 均 they make a word of it: 次均费用."""
_AGAIN = re.compile("手术|入院|住院|灌注|就业|教育")
"""再手术率, 再入院率 are names."""
_ASPECT = re.compile("[了完好成过起齐掉满]|[进出上下]去")
_LIGHT_VERBS = (
    "做搞弄办建改开设招聘签请派收修买添写报评铺装创扩跑架挖种"
    "栽拍送拆清订录布筛查测打教提立接发印运摆填换配投采排走批"
)
_LIGHT = re.compile(f"[{_LIGHT_VERBS}]")
_DONE = re.compile(
    rf"(?:{BUILT})|新(?:{ACTS})|[{_LIGHT_VERBS}](?:[出到完好成上进下回]|掉|齐)|[^\W爱友良美完合集三](?:[掉齐完好成起]|到)|开展|举办|组织|组建|引进|成立|推开|铺开|投放|投用|到货|开通|接通|入选|验收|完工|竣工|启用|统一|布设|铺设"
)
_BETWEEN = re.compile(
    r"[到至为是起有在达约近超掉上下出的地得着已均都也又再就还仅只才刚现全应新增多共另要不 :、]"
    r"|[\x00-\x02]|[做办弄搞建开][到成好完]|原|原定|既定|年度|全年|目标|指标|任务|任务量|计划|数|数量|线上|线下|达到|大概|大约|差不多|左右|平均|[压缩降减升涨拉]|累计|共计|合计|总共|一共|总计|共有|总数|总量|[现已还只]有|全部"
    r"|[装设建配拥][有了]|净增|新增|增至|提高|上升|下降|扩大|减少|超过|突破|出来|下来|出去|进来|起来|应[该为]?|更正|调整|改为|完毕|[就还不]是"
)
"""Words that stand between a noun and its figure and are none of it."""
_RISEN = re.compile("新|增|达|提高|扩大|建成|总数|已")
_PART = re.compile(
    "[率数量点所面师员站车册片栏课队组团班室]|机构|中心|人员|对象|人数|单位|项目|情况"
)
"""What makes of a verb the first part of a noun: 签约机构, 巡诊车."""
_TREATING = re.compile("治疗|管理|康复|护理|监测|检测|干预|评估")
"""随访治疗 is one thing that is done."""
_VERB = re.compile(rf"新?(?:{VERBS})")
_TELLING = re.compile(
    "新.{1,2}|开[设办展]|举办|组织|建成|新增|完成|购置|招聘|打造|惠及|抽查|发放|受理|获批|覆盖(?!率|面)|上线|接入|引进(?=[一-龥]{2})"
)
"""Verbs that are no part of a noun, wherever they stand: 企业开设托班, but 技术转化基地."""
_UNIT = re.compile(r"[^\W\d]{0,8}[局委]")
_LONG, _VERBAL = 3, 2


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun; empty where there is none. What belongs to its figure, the verb in front of it too,
    begins at `told`; what stands between noun and figure at `behind`."""

    words: str
    told: int
    behind: int


_Pieces = Sequence[tuple[str, int]]


_DONE_SO = re.compile(r"(?<=.)已经?(?![建设开])[一-龥]{2}了?$|^已经?落成$")
"""献血屋已经落成2座: what stands between 已 and a figure was done, whatever it is."""


def noun_before(text: str) -> Noun:
    """The noun that a figure right behind the text counts."""
    text = _DONE_SO.sub("", text)
    cut = _pieces(_TIMES.sub(lambda match: "\x00" * len(match[0]), text))
    last = _upto(cut)
    risen = any(_RISEN.search(word) for word, _start in cut[last:])
    near = _near(cut[:last])
    words = near if risen else _behind_verb(near)
    if len(words) == 1 and len(words[0][0]) == 1:  # 家庭病床累计建床: a part of a verb
        words = _without_front(cut[: _upto(cut[: cut.index(near[0])])])
    at = cut.index(words[0]) if words else last
    behind = _told_from(cut, last)
    return Noun(_joined(words), _told_from(cut, at) if words else behind, behind)


def _told_from(words: _Pieces, at: int) -> int:
    """Where what was done begins that the words from `at` on are about."""
    while at and words[at - 1][0] != "的" and any(one.fullmatch(words[at - 1][0]) for one in _SAID):
        at -= 1
    return words[at][1] if at < len(words) else sum(len(word) for word, _ in words)


_SAID = (_VERB, _DONE, _BETWEEN, _ADVERB)


_DONE_TO = re.compile(r"[了着]|过(?![敏程渡滤氧路街期])|[没未](?!成年|婚)")
_BEGINS = re.compile(rf"(?:{VERBS})(?=..)")


def is_predicate(text: str, *, named: bool) -> bool:
    """办了托育, 过了评审: words that tell what was done rather than name what it was; 收治病人 and
    装设备 as well where that has been `named`."""
    first = next(iter(pieces(text)), "")
    verbal = first in "刚正才已均都" or _LIGHT.fullmatch(first) or _BEGINS.match(text)
    return bool(_DONE_TO.search(text) or (named and verbal))


def noun_behind(text: str) -> str:
    """The noun in words that follow a figure: 单位推开 is 单位, 养老院整改完 is 养老院."""
    cut = _pieces(text)
    last = _upto(cut)
    while last > 1 and _VERB.fullmatch(cut[last - 1][0]):
        last -= 1
    return _joined(_without_front(cut[:last]))


_OBJECT = re.compile(r"[一-龥]{1,2}?[完好成齐上]?了(?P<what>[一-龥]{3,14})$")


def object_in(text: str) -> str:
    """What something was done to: 配齐了公卫主任 is 公卫主任; else empty."""
    found = _OBJECT.match(text)
    return found["what"] if found else ""


def bare(name: str) -> str:
    """A name without whose it is and what stands before it."""
    return _joined(_near(_pieces(_TIMES.sub(lambda match: "\x00" * len(match[0]), name))))


def _pieces(text: str) -> _Pieces:
    """The words and where they begin; verbs the dictionary cuts are joined: 新培训, 约谈."""
    found: list[tuple[str, int]] = []
    start = 0
    for piece in pieces(text):
        last = found[-1][0] if found else ""
        average = len(last) == 1 and last in _EACH and piece == "均"
        newly = last == "新" and (_VERB.fullmatch(piece) or _LIGHT.fullmatch(piece))
        again = last == "再" and _AGAIN.match(piece)
        if (
            newly
            or again
            or average
            or (len(last) == len(piece) == 1 and _VERB.fullmatch(last + piece))
        ):
            found[-1] = (last + piece, found[-1][1])
        else:
            found.append((piece, start))
        start += len(piece)
    return found


def _upto(words: _Pieces) -> int:
    """How many of the words are left without what was done and said of the noun at their end."""
    last, light, verbs = len(words), 2, 1
    marked = False
    while last:
        word = words[last - 1][0]
        behind = words[last][0] if last < len(words) else ""
        if light and len(word) == 1 and _ASPECT.fullmatch(behind) and behind != word != "到":
            light -= 1  # 推荐标准过了1家, 处置队拉起2支: whatever stands before 了 is the verb
            marked = True
        elif _DONE.fullmatch(word) and verbs:
            light = verbs = 0  # 改造完成: the first belongs to the noun
        elif _LIGHT.fullmatch(word) and light:
            light -= 1
        elif _ASPECT.fullmatch(word):
            marked = True
        elif word == "到" and marked:
            light = 1  # 定点机构到了43家: 到 is the verb
        elif not _BETWEEN.fullmatch(word):
            break
        last -= 1
    if all(_DONE.fullmatch(word) or _BETWEEN.fullmatch(word) for word, _ in words[:last]):
        return 0
    verb_left = marked and light == 2  # 机构规范了: whatever stands before 了 was done
    if not verb_left or last < 2 or len(words[last - 1][0]) > _VERBAL:
        return last
    return _without_between(words, last - 1)


def _without_between(words: _Pieces, last: int) -> int:
    while last and _BETWEEN.fullmatch(words[last - 1][0]):
        last -= 1
    return last


def _near(words: _Pieces) -> _Pieces:
    """Those behind a heading, an adverb or a verb with its aspect (影像云省了胶片费); a verb alone
    behind an adverb tells nothing."""
    words = words[_last(words, _HEADED) :]
    words = words[_object(words) :]
    behind = words[_last(words, _ADVERB) :]
    before = words[: len(words) - len(behind)]
    alone = len(behind) == 1 and _upto(before)
    return _without_front(before[: _upto(before)] if alone else behind)


def _object(words: _Pieces) -> int:
    """Where the words begin to which something was done: 平台接了医疗机构, 心电通到卫生院."""
    for at in range(len(words) - 1, 1, -1):
        said, verb, noun = words[at - 1][0], words[at - 2][0], words[at:]
        done = said in _TO and len(verb) <= (1 if said == "到" else _VERBAL)
        if done and verb not in "除为罢" and sum(len(word) for word, _ in noun) > 1:
            return at
    return 0


_TO = ("了", "到")


def _last(words: _Pieces, pattern: re.Pattern[str]) -> int:
    """Where the words behind the last such one begin."""
    return max((at + 1 for at, (word, _) in enumerate(words) if pattern.fullmatch(word)), default=0)


def _without_front(words: _Pieces) -> _Pieces:
    unit = next((at for at, (word, _) in enumerate(words[:4]) if _UNIT.fullmatch(word)), None)
    if unit is not None and sum(len(word) for word, _ in words[unit + 1 :]) >= _LONG:
        words = words[unit + 1 :]
    at = 0
    while at < len(words) and _BEFORE.fullmatch(words[at][0]):
        at += 1
    return words[at:]


def _behind_verb(words: _Pieces) -> _Pieces:
    """新建站点, 企业开设托班: what was done stands before it."""
    every = "".join(word for word, _ in words)
    for at, ((word, _), (following, _)) in enumerate(pairwise(words)):
        verb = (_TELLING if at else _VERB).match(every, every.index(word + following))
        named = _PART.fullmatch(following) or _TREATING.fullmatch(following)
        if verb and len(verb[0]) >= len(word) and not named:
            rest = words[at + 1 :]
            rest = rest[1:] if following in "了的是成好完" else rest
            return _behind_verb(_without_front(rest)) or words
    return words


def _joined(words: _Pieces) -> str:
    return "".join(word for word, _ in words)
