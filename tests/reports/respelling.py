"""Ways to say a report otherwise that leave its meaning as it was, and ways that take it away.

Each change is a pure function of the text and gives None where it cannot be made without touching
the meaning: only texts that begin with the number of one task have it respelt; 约 stands before no
figure that was, or is denied; 完成 gets its 已 only before a percent.
"""

import re
from collections.abc import Callable
from functools import partial

from opencc import OpenCC

Change = Callable[[str], str | None]
_CN = "零一二三四五六七八九"
_ONE = re.compile(r"第(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})项(?=[\s，：一-龥])")
_MORE = re.compile(r"第[\d一二三四五六七八九十]|[\d一二三四五六七八九十]项(?!目前)|措施|[）)]")
_PERCENT = re.compile(r"(?<![\d.．])(?P<value>[1-9]\d?)[%％]")
_TENS = re.compile(
    r"(?<![一二三四五六七八九])([一二三四五六七八九])成(?![一-九半\d]|[一-龥](?<![了，]))"
)
_COUNT = re.compile(r"(?<![\d.第月/-])(\d{1,2})(?=[个家名人场]([，。；]|$))")
_UNREAL = re.compile("[没未不预计划打算如果若可能应该吗？?因]|争取|力争|更正|错|剩|差")
_HALF_WIDTH = str.maketrans("，：；！（）％", ",:;!()%")
_FULL_WIDTH = str.maketrans(",:;!()%", "，：；！（）％")
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int) -> str:
    """From 0 to 99."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _CN[ones]
    return ("" if tens == 1 else _CN[tens]) + "十" + (_CN[ones] if ones else "")


def _value(printed: str) -> int:
    if printed.isdecimal():
        return int(printed)
    return next(number for number in range(100) if chinese(number) == printed)


def _headed(form: str, text: str) -> str | None:
    """The number of the task it begins with, in another form: {n} is 12, {c} is 十二."""
    found = _ONE.match(text)
    rest = text[found.end() :] if found else ""
    if found is None or _MORE.search(rest):
        return None
    if form[-1] in "：，\n" or "{n}．" in form:
        rest = rest.lstrip("，： ")
    number = _value(found["number"])
    return form.format(n=number, c=chinese(number), w=str(number).translate(_FULL)) + rest


def _percent(form: str, text: str) -> str | None:
    def said(found: re.Match[str]) -> str:
        value = int(found["value"])
        return form.format(n=value, c=chinese(value))

    return _changed(_PERCENT, said, text)


def _tenths(text: str) -> str | None:
    if re.search(r"[率比度平数面盖标]", text):
        return None
    tens = re.compile(r"(?<![\d.])([1-9])0%(?=[，。；]|$)")
    return _changed(tens, lambda found: f"{_CN[int(found[1])]}成", text)


def _about(word: str, text: str) -> str | None:
    if re.search(r"[约近到从由不是超剩差]|左右|大概|差不多|->|→", text):
        return None
    return _changed(re.compile(r"(?<![\d.．年月])(?=\d[\d.]*[%％])"), word, text)


def _asserted(word: str, text: str) -> str | None:
    return (
        None
        if _UNREAL.search(text)
        else _changed(re.compile(r"(?<=[项，])完成(?=\d+%)"), word, text)
    )


def _stated(word: str, text: str) -> str | None:
    if "其余" in text:
        return None
    return _changed(re.compile(r"(?<=项)已?经?办结了?(?=$|[，。；])"), word, text)


def _headline(between: str, text: str) -> str | None:
    """第12项目前完成60%: between the number and what is told of it."""
    found = _ONE.match(text)
    if found is None or not re.match(r"(?:已|完成|办结|推进|受阻|还没|卡)", text[found.end() :]):
        return None
    return text[: found.end()] + between + text[found.end() :]


def _changed(
    pattern: re.Pattern[str], said: str | Callable[[re.Match[str]], str], text: str
) -> str | None:
    changed = pattern.sub(said, text)
    return changed if changed != text else None


def _replaced(old: str, new: str, text: str) -> str | None:
    """Inside the message; what ends it stays."""
    body = text.rstrip("。！!")
    changed = body.replace(old, new) + text[len(body) :]
    return None if changed == text or re.search(r"不是|不对|错|预计|下一步", text) else changed


def _translated(table: dict[int, int], text: str) -> str | None:
    changed = text.translate(table)
    return changed if changed != text else None


def _counted(text: str) -> str | None:
    return _changed(
        _COUNT, lambda found: chinese(int(found[1])) if int(found[1]) > 2 else found[0], text
    )


def _headed_by(words: str, text: str) -> str:
    return words + text


def _followed_by(words: str, text: str) -> str:
    return text.rstrip("。 \n") + words


def _in_percent(text: str) -> str | None:
    return _changed(_TENS, lambda found: f"{_CN.index(found[1])}0%", text)


def _spaced(text: str) -> str | None:
    return _changed(re.compile(r"(?<=[一-龥])(?=\d)|(?<=[\d%])(?=[一-龥])"), " ", text)


def _swapped(text: str) -> str | None:
    """第12项完成60%，新增3家 told the other way round."""
    found = _ONE.match(text)
    clauses = re.split("[，；。]", text[found.end() :].rstrip("。")) if found else []
    if (
        found is None
        or len(clauses) != 2
        or not all(re.match("完成|新[增建]|卡|培训|累计", one) for one in clauses)
    ):
        return None
    return f"{found[0]}{clauses[1]}，{clauses[0]}"


def _each(change: Callable[[str, str], str | None], *words: str) -> dict[str, Change]:
    return {word.strip(): partial(change, word) for word in words}


SAME: dict[str, dict[str, Change]] = {
    "the number": _each(
        _headed,
        *("第{c}项", "第{w}项", "第 {n} 项", "任务{n}，", "{n}号任务", "第{n}条", "第{n}项任务"),
        *("{n}．", "【第{n}项】", "事项{n}，", "第{n}项：", "第{n}项，", "第{n}项\n"),
        *("第{n}项进展如下：", "关于第{n}项，", "第{n}项——", "一、第{n}项"),
        "现将第{n}项进展情况汇报如下：",
    ),
    "figures": {
        **_each(_percent, "{n}％", "{n} %", "百分之{c}", "百分之{n}", "*{n}%*"),
        **_each(_about, "约", "大约", "大概", "差不多"),
        "六成": _tenths,
        "60%": _in_percent,
        "十二家": _counted,
        "12 家": _spaced,
        "１２": partial(_translated, _FULL),
    },
    "punctuation": {
        "half": partial(_translated, _HALF_WIDTH),
        "full": partial(_translated, _FULL_WIDTH),
        "，→。": partial(_replaced, "，", "。"),
        "，→space": partial(_replaced, "，", "  "),
        "；→newline": partial(_replaced, "；", "\n"),
        "Traditional": OpenCC("s2t").convert,
        "swapped": _swapped,
    },
    "before it": _each(
        _headed_by,
        *("各位领导好，", "报告一下：", "汇报：", "@督办助手 ", "各位领导：\n", "王主任，", "📢"),
        *("【进展】", "现将进展报告如下：", "本周进展：", "【第29周】", "不好意思打扰了，"),
        *("好消息！", "补充一下，", "向领导汇报一下，", "更新：", "周报：", "刚开完会，"),
    ),
    "behind it": _each(
        _followed_by,
        *("，谢谢", "，请领导审阅", "。", "。以上", " 🎉", "。汇报完毕", "，请知悉。", "！", "~"),
        *("[抱拳]", "，详见附件", "，材料已上传", "，有进展再报", "，暂无困难"),
        *("\n——市卫生健康委", "，情况就是这样"),
    ),
    "its words": {
        **_each(_asserted, "已完成", "完成了", "已经完成", "目前完成", "整体完成"),
        **_each(_asserted, "进度", "进度已达", "做到了", "完成率"),
        **_each(_stated, "办结了", "已经办结", "已完成", "全部完成了", "办完了"),
        **_each(_headline, "目前", "截至目前", "我们", "我局", "这边", "这项工作"),
    },
}


def _alone(text: str) -> re.Match[str] | None:
    """Only a single plain clause: 第12项完成60%."""
    found = re.fullmatch(
        rf"(?P<item>{_ONE.pattern})(?P<rest>[^，。；？?\n ]+)", text.rstrip("。！")
    )
    return None if found is None or _UNREAL.search(text) or "卡" in text else found


def _denied(text: str) -> str | None:
    found = _alone(text)
    told = found and re.fullmatch(r"(?:已经?)?(?P<what>完成|办结)了?(?P<much>.*)", found["rest"])
    return f"{found['item']}还没{told['what']}{told['much']}" if found and told else None


def _planned(word: str, text: str) -> str | None:
    found = _alone(text)
    told = found and re.match("完成|办结|新[增建]|培训|开展", found["rest"]) and "了" not in text
    return f"{found['item']}{word}{found['rest']}" if found and told else None


def _questioned(before: str, after: str, text: str) -> str | None:
    found = _alone(text)
    return f"{before}{found[0]}{after}" if found and not re.search("[吧吗呢]$", text) else None


def _hearsay(word: str, text: str) -> str | None:
    return _questioned(word, "", text)


NOTHING: dict[str, Change] = {
    "还没完成": _denied,
    **_each(_planned, "计划", "争取", "力争", "打算", "拟", "要", "准备"),
    **_each(partial(_questioned, ""), "吗？", "了吗", "？", "，对吗？", "，这是谁报的？"),
    **_each(_hearsay, "听说", "据说", "如果", "他们说", "希望", "确保"),
    "等…再说": partial(_questioned, "等", "再说"),
    "要是…就好了": partial(_questioned, "要是", "就好了"),
}
