"""What is told of the message, of reading and talking, of the paper's own data or of those who read
it, and so states nothing of the task: 收到了, 我看过, 牵头单位变了, 明天再说. Pure.
"""

import re

from knowledge.reports.marks import NUMBER, blanked
from knowledge.reports.news import News
from knowledge.reports.people import SURNAMES

TALK = (
    r"(?:[看阅读听问说讲聊懂忘想催夸管盯填记删催谢归]|(?<![重编撰改])写|(?<![核检排抽普筛巡督飞摸自调审])查(?=[到过了看])|知[道悉晓]|明白|清楚|理解|了解|商量|沟通|讨论|收到|告[诉知]|通知|通报|提(?![交供升前取档速标请])"
    r"|转(?![岗诊型化运入移换段])|发(?![放布证现动展包电出文货标行车病])|交[给代接办]|打(?:电话|招呼|听)|提醒|回复|[回汇]?报(?![名批建审销废送价考到上装修关])|登记|标注"
    r"|辛苦|麻烦|表扬|点名|批评|约谈|督[办促查]|检查|抽查|重视|关[注心]|强调|批示|指示|要求|负责|牵头|配合|接手|跟(?!踪|进)|找|叫|请[示假]|换人|变[动更]"
    r"|[到逾超过延]期|截止|签收|指派|开会|碰[头面]|休假|出差|值班|忙|急|放[你桌])"
)
_OF_PAPER = (
    r"(?:牵头|配合|责任|主办|协办|承办)(?:单位|部门|人|科室|处室)|联系[人方]|负责人|时限|期限|截止|编号|序号|标题|口径|分值|权重|考核分"
    r"|邮箱|微信[上里群发]|群[里内]|附件|桌上|截图|链接|电话|密码|红灯|黄灯|绿灯|亮灯"
)
"""What a task is printed with, and what messages go by."""
_PERSONS = (
    r"我(?!们|[局委办院校镇乡区市县省所站科处]|单位|中心|街道|[这那][边里块])|[你您她谁]|他(?!汀|克|莫)|它|大家|自己|机器人"
    rf"|(?:^|[ ,])[一-龥]?(?:领导(?!小组|干部|班子)|书记|[局处科院区县市部司]长(?![期效者制])"
    rf"|主任(?![医护药技]))|[老小](?=[{SURNAMES}])"
)
_NOT_NOW = (
    r"晚点|稍后|稍晚|回头|改天|抽空|有空|待会|明[天日早晚]|后天|下[个]?[周月季]|以后|将来|一下|参[照考]|如下|见[附表]|别|[吧呗么嘛]$|[要快该]了$"
    r"|(?<!需|重|首|主|只)要(?!求|素|点|件|闻|道|塞|等|先|到|重|补|返)|再[说看议报核]|算了|好了$|[对行够错多少]了$|改[到至在成为期]|推[到至迟]|挪[到至]|换[成到]"
)
_LEFT_OUT = re.compile(
    rf"{_OF_PAPER}|{_PERSONS}|{_NOT_NOW}|没有?$|否$|[还幸]好|幸亏"
    r"|(?:数据?|进[度展]|情况|资料|材料|表格?|总结|数字)[^,]{0,6}[报交填收传补发核]"
    r"|(?:标准|目标|指标|任务|要求|难度|压力)[^,]{0,2}[定太过偏不]"
    rf"|{TALK}(?:不?[了过着完到好下起出清明得上]|[一-龥]{{0,4}}[了过]$|给|[您你我他]|$)"
    rf"|(?:已经?|刚刚?|正?在|都|来|去|会|不){TALK}|(?:[还也都从]?没有?|[尚从还]?未)(?!发){TALK}"
)

_SOME_TIME = (
    r"我们|咱们|内部|刚才|上[次周]|昨天|今天|早上|[上下]午|开会|会上"
    r"|又|去年|[已也都刚经给跟向和就在还正 ]"
)
_OF_TALK = (
    r"通报|[周月季年日旬]报|简报|ppt|会议室|会场|汇报(?:材料|稿|提纲)?|报表|讲[话稿]|发言稿?|述职"
    r"|新闻(?!发布|宣传|稿)|电视|报纸|公众号|格式|字体"
)
_MADE_FOR_TALK = (
    rf"^[^,:]{{0,4}}(?:{_OF_TALK})(?![^,]{{0,3}}:)|^ *(?:数据?|数字)[^,]{{0,4}}对不[上拢]"
    r"|(?:通知(?![书单])|讨论稿|模板|样表|表格|解读|要求)[^,]{0,3}(?:看|收|转|发?下来|传达|学)"
    r"|收到了?[^,]{0,4}(?:文件|通知(?!书)|邮件|材料|消息|短信|来函)|群[^众体落防英]|群$|进度条|[网页]页|显示不"
    r"|[跟向给同][^,]{1,8}(?:汇报|[说讲提]|打招呼|通气)[了过]|系统[里上][^,]{0,2}[查搜看填报]|交[班接]给"
    r"|会上[一-龥]{1,3}了$|(?:开会|会议)[^,]{0,4}(?:时间|地点|改|定)|考核[^,]{0,4}[变改调]|[写赶]材料[写赶]"
    r"|来(?:推销|问|找|催|打听)|的人来过|得(?:很|真|挺)?(?:好|不错)$|请假|休假|出差|看[过到]?了$|下[雨雪]了?$"
    r"|换[一-龥]{0,2}(?:长|书记|主任|领导|人)了?$|(?:标准|办法|口径|规则|指标)[^,]{0,4}[改变]了$"
    r"|^ *(?:材料|资料|数据|照片|图片|表格|附件)[^,]{0,3}(?:[补发传拍填改]|收到)"
)
"""What is made for telling of the work, and who comes to ask of it."""
_TALK_FIRST = (
    rf"^(?:{_PERSONS}|{_SOME_TIME})*{TALK}(?:[一-龥]{{0,2}}[了过着完]|[给到下上好在您你我他]|$)"
    rf"|{_OF_PAPER}[^,]{{0,4}}(?:换|变|改|调整)|转发[了过给]|(?:去年|前年|往年|早)就在|^ *就在"
    r"|是[^,]{1,12}(?:在[抓管做办弄盯]|负责)$"
)
"""What begins with such a verb names nothing of the work that it was done to."""
_TELLING, _IDLE = re.compile(_MADE_FOR_TALK), re.compile(_TALK_FIRST)


def is_of_telling(news: News) -> bool:
    """汇报材料写完了: whether what is told of is only made for telling of the work."""
    return bool(_TELLING.search(plain(news)))


def is_idle(news: News) -> bool:
    """Whether it begins with a deed of that kind, or changes what the paper prints."""
    return bool(_IDLE.search(plain(news)))


def left_out(text: str) -> bool:
    """Whether any of it is of that kind."""
    return any(pattern.search(text) for pattern in (_LEFT_OUT, _TELLING))


def plain(news: News) -> str:
    """The clause without days and numbers of tasks."""
    return blanked(news.clause.text, news.days, " ").replace(NUMBER, " ").lstrip()
