"""Whether words doubt what was said before, however they say it. Pure.

The closed part of the language is what goes wrong with a figure: it is wrong, slipped, mixed up,
too high or low, counted once more; and the words that put another in its place.
"""

import re

_COUNTING = "报写填记数算打输登统看抄说弄搞录"
_AMISS = re.compile(
    r"(?<![不没差交])错(?![峰时落位]发展|[峰时])|有误|误[报写填记]|[笔手口]误|失误"
    rf"|[{_COUNTING}漏]漏|漏[{_COUNTING}了]"
    r"|[弄搞看记]混|混了|串[了行]|反了|颠倒|岔了|手[滑抖]|虚[高报]|[报偏]虚|水分|注水"
    r"|来不及|赶不上|[太点]紧|够呛|(?:不|没)到(?=\d|[一二三四五六七八九]成)|该[是为写报]|单位(?=[写填报]?[错该应不])|不准|不实|不对|不符|对不上|不一致|有出入|有问题|没那么|不至于|不止"
    rf"|[{_COUNTING}][多少高低大小早晚满重]|[多少高低大小][{_COUNTING}](?!数|量)|[高低大小多少]了(?=$|[,。;])|[算计统加]进去?|算上了|扣[掉除]|剔除"
    r"|更正|纠正|修正|订正|改[成为到回]|改(?=\d)|要改|改一?下|实际|其实|准确|应[为该]|应是|才[是对准]|为准|是真的"
    r"|不是[^,。;]{1,12}[,]?(?:而?是)|原来写|[写报填说记登打][成到](?=\D{0,2}\d[^,]{0,3}了)|(?:别|不要?|不用)再?[写报填标记算]"
)
_AGAIN = re.compile(
    r"(?:再|又|重新|重|刚刚?|才|已经?|[跟和与同][一-龥]{2,8}?)(?:[一-龥]{0,4}?)(?:[核点翻问]|(?<![应面相])对|统计|(?<![检抽巡排筛调审])查|[数算](?!据))"
    r"(?:[了过完实清好对准点算]|一[遍下次])+|(?:核对|核实|核算|复核)[了过完]?|重新统计"
)
_DIGIT = re.compile(r"\d")


def is_amiss(text: str) -> bool:
    """Whether something is said to be wrong, or put in another's place: 少数了一项, 其实."""
    return bool(_AMISS.search(text))


def is_checked(part: str) -> bool:
    """刚跟医保局核对了下: counted once more; with a figure in it, checking may be the work."""
    return bool(_AGAIN.search(part)) and not _DIGIT.search(part)
