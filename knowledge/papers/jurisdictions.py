"""The place whose government a paper comes from."""

import re
from collections.abc import Iterable, Sequence

from knowledge.text import fold

_PROVINCES = (
    *("北京市", "天津市", "上海市", "重庆市", "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省"),
    *("江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省", "河南省", "湖北省", "湖南省"),
    *("广东省", "海南省", "四川省", "贵州省", "云南省", "陕西省", "甘肃省", "青海省", "台湾省"),
    *("内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区"),
)
_SHORT = {name[: 3 if name.startswith(("黑龙江", "内蒙古")) else 2]: name for name in _PROVINCES}
_MUNICIPALITIES = frozenset(("北京市", "天津市", "上海市", "重庆市"))
_BEFORE = re.compile(
    r"^(?:中共|中国共产党|关于|印发|转发|成立|建立|设立|组建|调整|修订|开展|做好|推进|加强|进一步|落实|公布|实施|《|\(|“|(?:19|20)\d\d(?:[-至](?:19|20)?\d\d)?年?度?|\s)+"
)
_NO_PLACE = r"(?!医(?!疗保障局|保局)|场|民(?![生政族宗营办间兵盟革建进])|级|属|直|容|政府)"
_PREFECTURES = (
    "恩施|湘西|阿坝|甘孜|凉山|黔东南|黔南|黔西南|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆|临夏"
    "|甘南|海北|黄南|海南|果洛|玉树|海西|昌吉|博尔塔拉|巴音郭楞|克孜勒苏|伊犁|延边"
)
_PLACE = re.compile(
    rf"(?P<province>(?:{'|'.join(_PROVINCES)})"
    r"|[一-龥]{2,3}省(?=[卫政教财发民人市委]|中医|疾))?"
    rf"(?P<city>(?:{_PREFECTURES})州(?:[一-龥]{{2,4}}?市{_NO_PLACE})?"
    rf"|[一-龥]{{2,7}}?(?:市{_NO_PLACE}|自治州|地区|盟))?"
    r"(?P<county>[一-龥]{1,6}?(?:新区|区(?!域|块|划|级|属|间|卫|委|政|财|医|人民)|自治县"
    r"|县(?!级|域|属)|自治旗|旗(?!区|镇|街|舰|帜|下))(?!县|划)|[一-龥]{1,6}?区(?=卫|委|政府|人民政府|财|医))?"
)
_BARE = re.compile("|".join(sorted(_SHORT, key=len, reverse=True)))
_NOT_A_COUNTY = re.compile(
    r"(?:示范|先行|实验|改革|试点|综合|地|社|院|校|园|景|山|林|城|郊|市|辖|片|各|全|本|我|该"
    r"|城镇|开发|.*示范|.*试验|.*改革)区"
)


def jurisdiction_of(sources: Sequence[str], keys: Iterable[str]) -> str | None:
    """The place that the issuer, else the title names, as printed.

    A district alone gets its municipality from the text.
    """
    for source in sources:
        place = _place(source)
        if place:
            return _completed(place, keys)
    for source in sources:
        short = _BARE.match(_BEFORE.sub("", fold(source)))
        if short:
            return _SHORT[short[0]]
    return None


def _place(source: str) -> str | None:
    key = fold(source)
    before = _BEFORE.match(key)
    match = _PLACE.match(key, before.end() if before else 0)
    if match is None:
        return None
    province, city = match.span("province"), match.span("city")
    county = match.span("county")
    if match["province"] in _MUNICIPALITIES:
        city = (-1, -1)
    if match["county"] and _NOT_A_COUNTY.fullmatch(match["county"]):
        county = (-1, -1)
    return (
        "".join(source[start:end] for start, end in (province, city, county) if start >= 0) or None
    )


def _completed(place: str, keys: Iterable[str]) -> str:
    """A district alone gets its municipality where the text names one, and only one, with 市."""
    if "市" in place or "省" in place or not place.endswith("区"):
        return place
    text = "\n".join(keys)
    named = [name for name in _MUNICIPALITIES if name in text]
    return named[0] + place if len(named) == 1 else place
