"""What a part of an edit says, without what is said around it: 主任让按60%报 is 应为60%. Pure."""

import re

_BY_WHOM = re.compile(
    r"^[^,\d]{0,6}?(?:说|要求|讲|让|叫|请)(?:是|还是|先|改)*(?=[按写报填算改是][为成到]?[\d一二三四五六七八九])"
)
"""领导说按60%报."""
_ONCE = re.compile(r"(?<=.)(?:修?改|换|更新|调整|更正)一?下[成为]?:")
"""卡点改一下：…."""
_FIRST = r"(?:那|就|还是|先|进[度展]|百分比|完成率|给|都)*"
_AS_SAID = re.compile(
    rf"{_FIRST}按照?(?P<new>[\d一二三四五六七八九].*?)(?:来)?[报写填算记](?:上|吧|了)*"
)
_WRITTEN_AS = re.compile(
    rf"{_FIRST}[写填报算记登][成为到](?P<new>[\d一二三四五六七八九][^了]*?)(?:吧|好了|就行|即可)*"
)
"""写成75%吧; 写成75%了 says what was wrong."""
_SOFT = re.compile(
    r"^(?:那|就|还是|直接|先)*(?:按|写|填|报|算)(?=\d|[一二三四五六七八九]成|办结|推进|受阻)|吧$"
    r"|(?<=.)(?:再|然后|之?后|就|帮我)+(?:确认|登记|提交|报)(?:一下)?$"
)
"""还是写40%吧: what is so, politely."""


def softened(part: str) -> str:
    """The part without what is said around it: 主任让按60%报 is 60%."""
    part = _ONCE.sub("改成", part)
    bare = _BY_WHOM.sub("", part)
    ordered = _AS_SAID.fullmatch(bare) or _WRITTEN_AS.fullmatch(bare)
    so = f"应为{ordered['new']}" if ordered else bare
    return _SOFT.sub("", so).strip("的 :")
