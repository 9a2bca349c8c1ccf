"""What things are counted in, in papers and in messages: 亿元, 平方米, 人次, 台套.

Listed are the words that are known for units whatever follows them. Any other word is one, too,
that stands alone between a figure and the end of its clause (500车次, 60块), unless it says when,
which or how much more: those are among `UNITS`, not `LISTED`.
"""

from typing import Final

_MONEY = "亿元|万元|千元|美元|元"
_SIZES = (
    "平方公里|平方千米|平方米|平米|平方|立方米|立方|公里|千米|公顷|亩|毫升|升(?![级到至])|公斤|千克|毫克"
    "|克|斤|吨|米|千瓦时|千瓦|兆瓦|(?i:kwh?|mw|[tgp]b|ddds?)|度(?=$|[,。;、\x00 ])"
)
_THINGS = (
    "网格|社区|病区|学校|单元(?!楼)|点位|人天|对次|样本|标本|窗口|机构|医院|企业|乡镇|街道|区县|县区|系统|品规|站点"
    r"|集(?=短?[视微动影宣科片])|[集羽把扇则桩封双管味样岗区县镇乡省市校栏](?=[已都均全])"
    "|[人家户场例剂车台件条店班趟批支名村校期轮]次|张床位|台套|台件|件套|人份|个|家|所|名|人|项|支|张|门|种|次|场|轮|套"
    "|辆|台|座|处|间|户|例|篇|部|件|期|对|条|份|位|册|款|课时|学时|学分|道|针次?|片|起(?![来步点草航])"
    "|本|株|只|批|组|站|床|剂|倍|村|块|枚|通(?![过知报])|单(?![位元独])|宗"
    r"|治疗量|笔(?!试)|班(?!子)|盏|根|棵|幢|栋|桶|箱|盒"
    "|瓶|袋|包|颗|粒|万字|课|节|讲|页|首|幅|类(?![型别似])|架|艘|列|匹|头|口|眼|届|段|句|卷|副|股"
    r"|分(?=$|[,。;、()\x00 ]|[左以及])|回(?![收访头复应归家来去])|趟|遍"
)
_ANY = (
    r"(?<=[\d万亿])(?:[^\W年月日名层档]次"
    r"|(?![年月日号点时分秒度级类期版届左以周旬层多余来成折了的过都已均全还又再就也才只仅约近共到至为是有在和与及或等好完"
    r"啊吧呢呀哦哈嘛么啦喽哒吗啥嗯热快上下中内外前后里项环型代比"
    r"零一二两三四五六七八九十百千半])(?:单位|[^\W\d_a-zA-Z])(?=$|[,。;、:()\n\x00 ]))"
)
"""What stands alone behind a figure in digits is what it is counted in, whatever it is: 96道."""
_TIMES = r"分钟?\d{1,2}秒|天|个?(?:小时|钟头)|分钟|秒|个?工作日|岁"
_OF_THOUSAND = "‰|(?:1?/|每)(?:10|100|十|百)?[万千]"
LISTED: Final = f"个百分点|{_OF_THOUSAND}|{_MONEY}|{_SIZES}|{_TIMES}|{_THINGS}"
UNITS: Final = f"{LISTED}|{_ANY}"
