"""A named patient beside a record number or a diagnosis; conservative, for papers speak of both.

What 患者满意度, 辅助诊断 or 住院费用 say is about nobody in particular: there must be a person's
name, and the number or diagnosis must stand close to it.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

_NEAR = 120
"""Characters between the name and what is said of the patient."""

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁"
    "任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫"
    "孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童"
    "凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连"
)
_NAME = rf"[{_SURNAMES}][一-龥某*]{{1,2}}"
_AFTER = r"(?=[\s,、;:。(|]|$|男|女)"

_NAMED = re.compile(
    rf"(?:患\s*者|病\s*人|病\s*员|姓\s*名)\s*(?:姓\s*名)?\s*(?:[:|为是]\s*|\s+){_NAME}{_AFTER}"
    rf"|(?:患者|病人){_NAME}(?=[\s,(]*(?:男|女|\d{{1,3}}岁|住院号|病历号|门诊号|病案号|因))"
    rf"|(?<![一-龥]){_NAME}[\s,、|(]+(?:男|女)[\s,、|)]+\d{{1,3}}\s*岁?"
)
_TOLD = re.compile(
    r"(?:病\s*历|住\s*院|门\s*诊|病\s*案|就\s*诊(?:卡)?|医\s*保\s*卡)\s*(?:号\s*码?|编\s*号)"
    r"\s*[:为是|]?\s*[A-Za-z]{0,4}-?\d{4,}"
    r"|(?:(?:入院|出院|临床|初步|门诊|主要)\s*诊\s*断|(?<![一-龥])诊\s*断)\s*[:为是|]+\s*[一-龥A-Za-z]{2,}"
    r"|(?:确诊|诊断)(?:为|患有?)[一-龥]{1,12}(?:癌|瘤|炎|病|症|结核|艾滋|梅毒|肝硬化|骨折|感染)"
)
_COLUMNS = re.compile(
    r"姓\s*名[\s|,、].*(?:病历|住院|病案|门诊|就诊)(?:卡)?号|(?:病历|住院|病案|门诊|就诊)(?:卡)?号[\s|,、].*姓\s*名"
)
_ROW = re.compile(
    rf"(?<![一-龥]){_NAME}(?![一-龥]).*\d{{4,}}|\d{{4,}}.*(?<![一-龥]){_NAME}(?![一-龥])"
)
_ROWS = 3


def has_patient(lines: Sequence[str]) -> bool:
    """Whether these folded lines tell of a named patient."""
    text = "\n".join(lines)
    return _told_of_somebody(text) or _listed(lines)


def _told_of_somebody(text: str) -> bool:
    told = [found.start() for found in _TOLD.finditer(text)]
    if not told:
        return False
    return any(_near(told, found.start()) for found in _NAMED.finditer(text))


def _near(told: Sequence[int], at: int) -> bool:
    next_ = bisect_left(told, at - _NEAR)
    return next_ < len(told) and told[next_] <= at + _NEAR


def _listed(lines: Sequence[str]) -> bool:
    """A table of patients: the columns named in one line, somebody in one of the next."""
    heads = (index for index, line in enumerate(lines) if _COLUMNS.search(line))
    return any(
        _ROW.search(line) for index in heads for line in lines[index + 1 : index + 1 + _ROWS]
    )
