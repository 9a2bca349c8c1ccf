"""确认; 对的，就这样报吧; 先不报了: whether a message says yes or no to what waits. Pure."""

import re

_TOO = r"(?:了|吧|啊|呀|的|哈|呢|一下)*"
_DOES = r"(?:提交|登记|上报|报送|报上去|报|记上?|录入|存档?|写进去|改|导入|发)"
_BOSS = r"(?:领导|书记|主任|老师|[局处科院站所]长|[一-龥]{1,3}[局处科总院主]任?)"
_YES = re.compile(
    rf"(?:我|也|都|已经?|现在|可以|能)*(?:确认|确定)(?:无误|修改|更正|{_DOES})?{_TOO}"
    rf"|(?:核对|核实|看)(?:过|好|完)?(?:了|没有?问题|无误)+"
    rf"|(?:都|全)?是?(?:是|对|好|行|可以|同意|嗯+|妥|成|准确|正确|属实|无误|ok|okay|yes|y){_TOO}"
    rf"|(?:都|应该)?没有?(?:问题|错|意见|毛病){_TOO}"
    rf"|就?(?:这样|这么|按这个|照这个|按这样)(?:{_DOES}|办|定|写)?{_TOO}"
    rf"|(?:请|就|直接|可以|帮我|麻烦)*{_DOES}(?:上去)?(?:了|吧|一下)+|(?:请|可以|直接){_DOES}{_TOO}"
    r"|提交|登记|上报|录入"
    rf"|{_BOSS}(?:也|都|已经?)*(?:同意|批准|点头|审[核过]|看过|(?:说|讲)(?:可以|行|没问题|同意|对|好))+{_TOO}"
)
_NO = re.compile(
    rf"(?:取消|作罢|放弃|算|作废|no|n){_TOO}|(?:都|先|暂时|还是|就)*(?:不|别)(?:用|要)?(?:{_DOES}|确认)?{_TOO}"
    rf"|(?:这|那)?(?:张|个|条|次)?(?:卡片?)?(?:就|先)?(?:不要|作废|取消|不算){_TOO}|不对"
    rf"|(?:等|过)(?:一?会儿?|一?下|等)(?:再)?(?:说|{_DOES}){_TOO}|回头再(?:说|{_DOES}){_TOO}"
)
_CARD = r"(?:(?:刚才|刚刚|上面|前面|这|那)一?(?:张|个|条)?卡?片?|卡片){0,2}"
_FINE = r"[一-龥]{1,5}(?:没错|没有?问题|没变|对的|不变)"
_IDLE = re.compile(
    rf"{_FINE}|(?:那|嗯+|哦+|谢+谢*(?:你|您|了)?|辛苦了?|麻烦了?|多谢|抱歉|不好意思)*"
)
_ALL_YES = re.compile(rf"{_CARD}(?:{_YES.pattern})+")
"""好的确认, 刚才那张卡确认."""
_BREAK = re.compile(r"[\s,，。;；!！~、…]+")
_LONGEST = 24
_GIVEN_UP = re.compile(
    rf"(?:算了|取消|作废|先|还是|就|都)*(?:不|别)(?:报|登记|提交){_TOO}|算了|取消{_TOO}"
)
_WHY = re.compile(r"[^\d,，。]{0,8}(?:没|未|等|再|不)[^\d,，。是]{1,8}")
"""算了不报了，数还没核."""
_HOLDS = re.compile(
    r"(?:(?:请|先|你)?(?:稍|等)(?:等|候|一下|下|会儿?|一?会儿?)+|先(?:放|搁|留|等|别急|不急)[着一在]?[下放]?|别急|不急|先别(?:动|提交|确认|登记))"
    r"(?:[,，。!！;；\s]*我?们?(?:再|先|去|得|要)*(?:核|查|问|看|算|数|对|商量|请示|确认|核实|统计)[^,，。\d%]{0,12})?[。!！~]*"
    r"|我?们?(?:再|先|去|得|要)+(?:核|查|问|看|算|数|对|商量|请示|核实)(?:实|对)?(?:一?[下遍]|清楚)?[^,，。\d%]{0,8}[。!！~]*"
)


def decision_in(text: str) -> bool | None:
    """True for yes, False for no; None where any part of the message says something else."""
    if len(text) > _LONGEST:
        return None
    every = [one for one in _BREAK.split(text.lower()) if one]
    yes = [one for one in every if _ALL_YES.fullmatch(one)]
    parts = [one for one in every if one in yes or not _IDLE.fullmatch(one)]
    if parts and len(parts) == len(yes):
        return True
    if parts and _GIVEN_UP.fullmatch(parts[0]) and all(map(_WHY.fullmatch, parts[1:])):
        return False
    noes = [bool(_NO.fullmatch(one)) for one in parts]
    # 算了，就这样吧 is neither.
    return False if noes and all(noes) else None


def holds_in(text: str) -> bool:
    """Whether what waits is to wait on: 等一下，我再核一下数."""
    return bool(_HOLDS.fullmatch(text.strip()))
