"""How people say what is to hold: patterns on folded text, and what reads each."""

import re
from collections.abc import Callable

from knowledge.clocks import CLOCK, ROUGHLY
from knowledge.house_rules import readers
from knowledge.house_rules.kinds import KIND, called
from knowledge.house_rules.lead_times import LEADS, NUMBER, PERCENT
from knowledge.house_rules.model import Ruling

Reader = Callable[[re.Match[str]], tuple[Ruling, ...]]

_BE = r"(?:改|设|调|定|换)?(?:整|置)?(?:为|成|到|在|至|是|:)?"
_REMIND = r"(?:的?(?:提醒|催办|通知))?"
_ABOUT = rf"(?P<kind>{KIND}){_REMIND}"
_UNTIL = r"(?:到|至|-|—|~)+(?:次日|第二天)?的?"
_EACH = rf"每(?:隔?{NUMBER}个?)?(?:天|日|周|星期)(?:都)?(?:催|提醒)?(?:办)?(?:一次)?"
_AHEAD = rf"(?:提?前)(?P<n>{NUMBER})个?(?P<unit>工作日|天|日|周)"
_LED = called("deadline", "phase", "recurring", "evaluation")
_NO = r"(?:不再|不要再?|别再?|不用再?|不必再?|停止|关闭|关掉|取消|不)"
_MUST = r"(?:必须(?:都)?收到?|必收|必须发|不能退订|不许退订|不可退订)"


def _twice(pattern: re.Pattern[str]) -> str:
    """Said once, or of two things in a row."""
    again = re.sub(r"\?P<\w+>", "", pattern.pattern)
    return rf"{pattern.pattern}(?:[,;、]?{again})?"


_SETTLED = rf"(?P<what>{KIND}|{'|'.join(readers.OTHERS)}){_REMIND}"
_BACK = r"(?:都|全)?(?:恢复|改回|还原|用回?|回到)(?:成|为|到)?(?:系统)?默认(?:值|设置|规则)?"
_DEFAULT = rf"{_SETTLED}{_BACK}"
_DEFAULT_FIRST = rf"{_BACK}的?{_SETTLED}"
_EVERYTHING = (
    rf"(?P<what>)(?:(?:所有|全部|一切)?的?(?:提醒)?的?(?:设置|规则)?{_BACK}"
    r"|(?:恢复|还原|用回?)(?:成|为|到)?默认(?:的?(?:提醒)?(?:设置|规则))?)"
)
_RESUME = (
    r"(?:(?:恢复|继续|重新开始|接着)(?:发送?|推送)?(?:所有|全部)?的?提醒|(?:取消|结束|解除)暂停"
    r"|提醒(?:恢复|继续|重新开始|接着发))"
)
_LEADS = rf"(?P<kind>{_LED}){_REMIND}(?:时间)?(?:只)?{_BE}(?P<leads>{LEADS})"
_LEADS_ALONE = (
    rf"(?P<kind>)(?:一律|统一|都|只)*(?:要|得)?(?P<leads>提前{LEADS})(?:(?<=提醒)|(?<=提醒一次)|(?<=提醒一遍))"
    r"(?:就行|就可以|即可|就好|就够)?了?"
)
_EARLY = rf"(?:{called('cooperating')}).{{0,4}}提前(?P<n>{NUMBER})个?(?:工作日|天)(?:交|报|完成)?"
_OFF = rf"{_NO}(?:给我?|发|提醒|催)*(?P<kind>{KIND})(?:的?(?:提醒|通知|消息|催办))?(?:了)?"
_OFF_BEHIND = (
    rf"{_ABOUT}(?:(?:不再|不用|不要|别|不)(?:再)?(?:发|提醒|催)(?:了)?|不要了?|关掉|关闭|停掉)"
)
_ON = rf"(?:恢复|打开|开启|重新(?:发|提醒|打开)?)(?P<kind>{KIND})(?:的?(?:提醒|通知|催办))?"
_COMPULSORY = rf"{_ABOUT}(?:改为|设为|定为|设成|是)?{_MUST}(?:,?(?:且|并)?不(?:能|许|可)退订)?"
_OPTIONAL = rf"{_ABOUT}(?:改为|设为)?(?:可以?|允许)(?:退订|不收|不看)"
_WEEKLY = (
    r"(?:(?:每|同?一)个?(?:单位|群|频道|部门))?(?:的?提醒)?(?:每|一)个?(?:周|星期)(?:里|内)?(?:的?提醒|的?消息)?"
    rf"(?:只|别|不要)?(?:最多|至多|不超过|不要?多于|上限|限|超过)(?:发|收)?{_BE}(?P<n>{NUMBER})(?:条|次)"
    r"(?:消息|提醒)?"
)
_QUIET = (
    rf"(?:安静|免打扰|静默|勿扰|休息)(?:时间|时段)?{_BE}"
    rf"(?P<start>{CLOCK}){_UNTIL}(?P<end>{CLOCK})(?:不发|不打扰)?"
)
_UNDISTURBED = (
    rf"(?P<start>{CLOCK}){_UNTIL}(?P<end>{CLOCK})(?:之间)?(?:不要?|别|请勿|不)"
    r"(?:打扰|发(?:消息|提醒)?|提醒|响|吵|推送)"
)
_FROM = (
    rf"(?:每天|下班后?)*(?:过了)?(?P<start>{CLOCK})(?:以后|之后|后|起)(?P<end>)(?:就|都|再)*"
    r"(?:不要?|别|请勿|不)(?:再)?(?:打扰|发(?:消息|提醒)?|提醒|响|吵|推送)"
)
_BEFORE = (
    rf"(?P<start>)(?:每天|早上)*(?:不到)?(?P<end>{CLOCK})(?:以前|之前|前)(?:就|都|再)*"
    r"(?:不要?|别|请勿|不)(?:再)?(?:打扰|发(?:消息|提醒)?|提醒|响|吵|推送)"
)
_MORNING = rf"(?:每天的?)?提醒(?:的?时间)?{_BE}(?:每天)?(?P<at>{ROUGHLY})(?:发|提醒)?"
_DAILY = (
    rf"每天(?:都|统一)?(?P<at>{CLOCK})(?:准时|统一)?(?:(?:发|推送)?提醒|(?:发送?|推送)(?:消息)?)"
)
_SAID_AT = (
    rf"(?:改为|改成|改到|统一|都|就|在|每天)*(?P<at>{CLOCK})(?:再|才|开始|统一|准时)?"
    r"(?:发送?|推送)提醒"
)
_DIGEST_FIRST = (
    rf"每(?:周|星期)(?P<day>[一二三四五六日天])的?(?P<at>{ROUGHLY})?(?:再|才|定时|准时)?"
    r"(?:发|出|推送|生成)(?:一[份次])?周报"
)
_DIGEST = (
    rf"周报{_BE}(?:每)?(?:周|星期)(?P<day>[一二三四五六日天])的?(?P<at>{ROUGHLY})?(?:再)?(?:发|出)?"
)
_YELLOW = rf"(?:到期|截止)?{_AHEAD}(?:就|才|开始)?(?:亮|算|变|是)黄灯?"
_YELLOW_FIRST = rf"黄灯{_BE}(?:到期)?{_AHEAD}"
_SILENT = rf"(?:{called('silent')}){_REMIND}{_BE}(?P<n>{NUMBER})周(?:再|才)?(?:提醒|催)?(?:一次)?"
_SILENT_BEHIND = (
    rf"(?:超过|满|连续)?(?P<n>{NUMBER})个?(?P<unit>周|星期|月)(?:都|还|以上)?(?:{called('silent')}|没(?:有?报|说法|更新))"
    r"(?:进展|的)*(?:单位|任务|事项)?(?:就|才|再|要)*(?:提醒|催|发|问)(?:一次|一下|一声)?"
)
_OVERDUE_TWICE = (
    rf"逾期(?:后|任务)?{_BE}(?:前{NUMBER}天)?(?P<e1>{_EACH})[,;、]?"
    rf"(?P<first>{NUMBER})天(?:之?后)(?P<e2>{_EACH})(?P<every>)?"
)
_OVERDUE = rf"(?:逾期(?:后|任务|催办|提醒)?|催办){_BE}(?P<every>{_EACH})(?P<first>)?"
_BEHIND = rf"(?:指标|序时进度)(?:落后|滞后)(?:超过)?(?P<n>{PERCENT})(?:才|就|再)(?:提醒|发)"
_RECEIPT = (
    rf"(?:交办后?|签收提醒{_BE}(?:交办后?)?)(?P<leads>{LEADS})"
    r"(?:没|未)?(?:有)?(?:签收)?(?:就|才)?(?:提醒|催)?"
)

SAYINGS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (_DEFAULT, readers.default),
        (_DEFAULT_FIRST, readers.default),
        (_EVERYTHING, readers.everything),
        (_RESUME, readers.resume),
        (_LEADS, readers.leads),
        (_LEADS_ALONE, readers.leads),
        (_EARLY, readers.ahead),
        (_OFF, readers.off),
        (_OFF_BEHIND, readers.off),
        (_ON, readers.on),
        (_COMPULSORY, readers.must),
        (_OPTIONAL, readers.may),
        (_WEEKLY, readers.weekly),
        (_QUIET, readers.quiet),
        (_UNDISTURBED, readers.quiet),
        (_FROM, readers.quiet),
        (_BEFORE, readers.quiet),
        (_MORNING, readers.morning),
        (_DAILY, readers.morning),
        (_SAID_AT, readers.morning),
        (_DIGEST, readers.digest),
        (_DIGEST_FIRST, readers.digest),
        (_YELLOW, readers.yellow),
        (_YELLOW_FIRST, readers.yellow),
        (_twice(readers.LAG), readers.lags),
        (_SILENT, readers.silent),
        (_SILENT_BEHIND, readers.silent),
        (_twice(readers.CLIMB), readers.climbs),
        (_OVERDUE_TWICE, readers.overdue),
        (_OVERDUE, readers.overdue),
        (_BEHIND, readers.behind),
        (_RECEIPT, readers.receipt),
    )
)
