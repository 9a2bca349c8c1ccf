"""Greetings, thanks, help: short, friendly, and with examples that fit."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from handlers.answers import answered
from handlers.question import Question
from handlers.reply import Block, Item, Reply, bold, faint, say, words
from handlers.rights import Right, may
from handlers.turn import Answer
from handlers.wording import said_title

_ADDRESS = r"(?:你|您|大家|各位|老师|同志|小助手|督办助手?|机器人|助手)?"
_GREETING = re.compile(
    rf"{_ADDRESS}(?:好+|hi+|hello|hey|嗨+|哈[喽啰]|早(?:上好|安)?|(?:上午|中午|下午|晚上|早上)好|喂|有人吗"
    rf"|(?:你|您)?(?:还)?在[吗么嘛不])(?:呀|啊|哦|吗)?{_ADDRESS}(?:打扰(?:了|一下)?)?"
)
_WHEN = (
    r"(?:我们?|这边|[今明后]天|这[两几]天|[上下中]午|晚上|早上|一会儿?|等?[会下]儿?|待会儿?|稍[后等]|晚[点些]|回[头去]"
    r"|下?周[一二三四五六日]?|[\d一二两三四五六七八九十]+点(?:钟|半)?|月底前?|再|就|马上|立[即刻马]|这就"
    r"|尽快|抓紧|会|去)+"
)
_BOSSES = r"局长?|主任|处长?|科长?|书记|老师"
_TO = rf"(?:[给到向跟]?(?:你|您|大家|群里|同事|[分主]?管?领导|[一-龥]{{1,3}}(?:{_BOSSES}))们?)"
_BOSS = rf"(?:领导|主任|局长|处长|科长|书记|{_ADDRESS})"
_CHAT = re.compile(
    r"(?:(?:好[的嘞]?|嗯+|行|ok|收到|明白|知道|了解|可以|没问题|清楚|哦+|噢+|哈+|不错|赞|棒|厉害|已?知悉"
    r"|已阅|(?:各位)?辛苦(?:各位|大家|你|您)?|不(?:用|必)?(?:客气|谢)|没(?:事|关系|什么)|打扰|抱歉|不好意思"
    r"|对不起|加油|(?:我们?|各位)(?:收到|明白|知道|了解|清楚)"
    rf"|{_ADDRESS}(?:周末|节日|元旦|新年|春节|中秋|国庆|假期|工作|生活|出差|一路)(?:愉快|快乐|顺利|平安|好)"
    r"|早点休息|注意身体|保重"
    # praise and encouragement, and how time goes
    r"|(?:这个?|大家的?|你们的?|整体|总体)?(?:进[度展]|速度|效率|成绩|工作)(?:做得|挺|很|真|还|都|也|蛮)*(?:不错|可以|快|好|高|喜人|给力)"
    r"|(?:继续|一起|都)(?:努力|保持|加油)|再接再厉|(?:收好|站好|守好)[^,，。\d]{1,6}|(?:咱们|我们)(?=收好|站好|守好|一起)|[^,，。:：\d第]{2,8}的?(?:同志|同事|老师|战友)们?(?=辛苦)"
    r"|[^,，。:：\d第]{2,10}得?(?:真|太|很)(?:好|棒|赞|不错|漂亮|精彩)|再加把劲|保持住|稳住|冲刺|(?:大家|各位|同志们?|同事们?)(?=都|请|要|抓紧|加|努力|冲|辛苦|收)"
    r"|(?:都|请|要)?(?:抓紧|加快|加把劲)(?:时间|进度|点)?|(?:时间|任务)(?:过半|很紧|紧|很重|重)|时不我待"
    r"|(?:离|距离?)?(?:年底|年终|月底|考核|收官|国庆|春节|结束)?(?:今年|本月)?(?:还有|[只就仅还]剩下?)(?:不到|最后)*[\d一二两三四五六七八九十几]+个?多?(?:月|天|周|星期)"
    r"|(?:材料|表格?|数据|方案|文件|通知)(?:我们?)?(?:都|也|已经?|全)*(?:收到|收齐|收悉)"
    # what one is about to do, where one is, and whom one told
    rf"|{_WHEN}(?:办理?|处理|落实|安排|核实|弄|补[报交上]|报[上过][来去]|看看?|反馈|答复|回复?|说|[给发报回交补转]{_TO}[^,。第\d]{{0,4}})"
    r"|(?:我们?)?(?:正|还)?在(?:开会|出差|外面|外地|路上|忙|休假|下乡|培训)|(?:我)?先忙|稍等|等一?[下会]儿?"
    rf"|已?经?(?:转发?|发|报|汇报|转达|通知|传达){_TO}|(?:我就|就是?|随便)(?:问问|问一下|看看|说说)(?:而已)?"
    r"|(?:材料|方案|文件|内容|情况)?(?:我们?|都)?已?经?(?:看|读|核对|了解)过?"
    r"|(?:非常|十分)?(?:谢+谢*|多谢|感谢|thanks?|thx)(?:你|您|大家|各位)?(?:提醒|支持|帮忙|理解|配合)?"
    rf"|(?:回头|明天|下次)?(?:再见|再聊|拜+|bye+))(?:了|啦|的|吧|呢|哈|呀|啊|哦)*){_BOSS}(?:了|啦)?"
)
"""What people say to each other, a phrase at a time."""
_DOING = (
    r"(?:上?报送?|填报?|登记|反馈|更新|提交|签收|申请|撤销|更正|修改|导入|上传|绑定|催办|审核"
    r"|指派|交办|退订|设置)"
)
_MATTER = r"(?:一?下)?(?:进展|进度|情况|任务|工作|延期|办结|文件|材料|群|频道|事项|提醒|通知)*"
_HELP = re.compile(
    rf"(?:我|{_ADDRESS})?(?:该|要|应该)?(?:怎么|如何|咋|怎样)(?:才能)?{_DOING}{_MATTER}(?:呀|啊|呢|的)?|"
    rf"{_MATTER}(?:该|要|应该)?(?:怎么|如何|咋|怎样){_DOING}(?:一?下)?(?:呀|啊|呢|的)?|"
    rf"(?:我|我们)?(?:想|要|来|准备|打算)(?:上?报|填报|反馈|更新|汇报|报告){_MATTER}|"
    r"/?(?:帮助|help|菜单|命令|使用(?:说明|方法|指南)|说明|功能|你是谁)"
    rf"|(?:{_ADDRESS}|这个?(?:机器人|助手)?)(?:到底|都|还)?(?:会|能|可以)(?:做|干|帮我?(?:们)?(?:做|干)?|查|问|回答)?"
    r"(?:点|些)?(?:什么|啥|哪些)(?:事情?|问题|活)?(?:呀|啊|呢|的)?"
    rf"|(?:这个?|{_ADDRESS}|我)?(?:该|要|应该)?(?:怎么|如何|咋)(?:用|使用|问|操作|查)(?:你|您|啊|呀|呢|的)?"
    rf"|{_ADDRESS}(?:是|叫)(?:谁|什么(?:东西)?|啥|干什么的|干嘛的)(?:名字)?|有(?:什么|哪些)功能"
    r"|能问(?:你|您)?(?:什么|啥|哪些)(?:问题)?"
)
Example = tuple[Right, str, str]
"""Who may, what for, and how one says it."""
_TRAILING = re.compile(r"[\s,，。.!！?？~、…😊🙏👍😀🌹]+")


@lru_cache(1024)
def smalltalk_of(text: str) -> str | None:
    """Which small talk the folded message is, all of it: greeting, thanks, help; else None."""
    plain = _TRAILING.sub("", text)
    if not plain:
        return "help" if text.strip("?？") == "" else None
    for intent, pattern in (("greeting", _GREETING), ("help", _HELP)):
        if pattern.fullmatch(plain):
            return intent
    return "thanks" if _is_chat(plain) else None


def _is_chat(plain: str) -> bool:
    """Whether the message is made of such phrases alone."""
    while plain and (said := _CHAT.match(plain)) and said.end():
        plain = plain[said.end() :]
    return not plain


async def greeting(question: Question) -> Answer:
    """Says hello, and what can be asked."""
    hello = say("您好，我是督办助手：文件里谁牵头、谁配合、什么时候完成，都可以问我。")
    return answered(question, Reply("greeting", (hello, _about(question))), ())


async def thanks(question: Question) -> Answer:
    """Acknowledges, and stays out of the way; what was in talk stays in talk."""
    given = answered(question, Reply("thanks", (say("好的，随时找我。"),)), ())
    return replace(given, context=replace(given.context, subject=question.turn.context.subject))


async def help_(question: Question) -> Answer:
    """What can be asked and done, by example; only what the speaker may, or how that is done."""
    speaker = question.turn.speaker
    every = [one for one in _EXAMPLES if may(speaker, one[0])]
    how = _meant(every, question.meaning.text)
    blocks: tuple[Block, ...] = (
        say(bold("这样说就行：" if how else "可以这样问：")),
        *(
            Item(words(f"· {what}"), (("例如", words(example)),))
            for _right, what, example in how or every
        ),
        say(faint("说“帮助”看全部用法。")) if how else _about(question),
    )
    return answered(question, Reply("help", blocks), ())


def _meant(every: Sequence[Example], text: str) -> list[Example]:
    """怎么报进展: those that share most with what is to be done; none where nothing is named."""
    asked = _HOW.sub("", text)
    pairs = {asked[at : at + 2] for at in range(len(asked) - 1)}
    shared = [sum(pair in what for pair in pairs) for _right, what, _example in every]
    most = max(shared, default=0)
    return [one for one, count in zip(every, shared, strict=True) if count == most] if most else []


_HOW = re.compile(r"怎么|如何|咋|怎样|帮助|[我你您该要?？]")
_EXAMPLES: tuple[Example, ...] = (
    ("roster", "我和我们单位的", "我的任务；我局牵头哪些；我们本月到期的"),
    ("roster", "某个单位的任务", "市医保局牵头哪些任务；区财政局有什么活"),
    ("roster", "一件事谁负责、何时完成", "治未病归谁管；第7项什么时候到期"),
    ("roster", "按编号看", "第12项；三（二）；第二部分有哪些"),
    ("roster", "指标、阶段、职责", "中医馆目标多少；现在到哪个阶段；区教育局的职责"),
    ("roster", "到期和数量", "本月到期的有哪些；一共几项；新建多少个站点"),
    ("roster", "跨文件查", "哪些文件提到治未病；去年的要点里有没有"),
    ("roster", "接着问", "那配合的呢；第二个展开；还有呢"),
    (
        "roster",
        "报进展（需确认）",
        "第12项完成60%，新建站点5个，卡在经费；第3项办结",
    ),
    ("roster", "签收、延期、撤销", "签收第12项；第12项申请延期到9月底，因为……；撤销"),
    (
        "roster",
        "看进展",
        "第12项的进展；截至6月30日第12项进展；逾期的；受阻的；谁还没报",
    ),
    (
        "coordinator",
        "审核、催办、指派",
        "第12项审核通过；退回第12项，原因……；催办第7项",
    ),
    ("coordinator", "更正（需确认）", "改第7项牵头为市医保局；第9项截止改到9月30日；新增任务：……"),
    ("coordinator", "导入文件", "把文件发给我，核对后确认导入"),
    (
        "coordinator",
        "发通知、看签收（需确认）",
        "通知各成员单位：……，请周五前确认；谁还没签收通知；更正通知：……；撤回通知",
    ),
    (
        "coordinator",
        "看提醒计划、撤下、改期",
        "下周会提醒什么；第3条不发；第2条改到周五；第4条并到下一条；撤销",
    ),
    (
        "coordinator",
        "提醒设置",
        "提醒设置；截止提醒改为提前10、5、1个工作日；2027年2月6日上班",
    ),
    ("coordinator", "绑定群（频道）", "在群里说：绑定；绑定 2023年中医药要点 市医保局；解除绑定"),
    ("admin", "同事开通", "开通申请；开通 张三；开通 李四 市医保局"),
)


def _about(question: Question) -> Block:
    documents = question.scope.documents
    if question.scope.chosen and len(documents) == 1:
        return say(faint(f"正在说的文件：{said_title(documents[0])}"))
    return say(faint(f"现在查的是全部{len(documents)}份文件；说出文件名就只查那一份。"))
