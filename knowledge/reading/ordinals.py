"""Ordinals as word processors print them: the formats of automatic numbering.

Names of formats: ECMA-376 part 1, 17.18.59 (ST_NumberFormat).
"""

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_CYCLES = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "japaneseDigitalTenThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_DIGIT_BY_DIGIT = frozenset({"ideographDigital", "taiwaneseDigital"})
_WITHOUT = frozenset({"bullet", "none"})


def ordinal(number: int, style: str) -> str:
    """`number` (from 0) in a numbering format; bullets are "", unknown formats decimal."""
    if style in _WITHOUT:
        return ""
    if style in _CYCLES and 0 < number <= len(_CYCLES[style]):
        return _CYCLES[style][number - 1]
    if style in _CHINESE:
        return _chinese(number, _DIGITS, "十百千")
    if style in _LEGAL:
        return _chinese(number, _LEGAL_DIGITS, "拾佰仟")
    if style in _DIGIT_BY_DIGIT:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    return _western(number, style)


def _western(number: int, style: str) -> str:
    match style:
        case "decimalZero":
            return f"{number:02d}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case _:
            return str(number)


def _chinese(number: int, digits: str, units: str) -> str:
    if not 0 < number < 10_000:
        return str(number)
    written, pending_zero = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            pending_zero = bool(written)
            continue
        written += ("零" if pending_zero else "") + digits[digit] + ("", *units)[place]
        pending_zero = False
    return written.removeprefix("一") if written.startswith("一十") else written


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
