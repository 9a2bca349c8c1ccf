"""The 涉密 guard: what it refuses, and that it lets everything else pass."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.guard import refusal_of
from tests.seeds import SEEDS, seed_path

CARD = "11010519491231002X"
"""The example that GB 11643 itself prints."""


def kind(*texts):
    refusal = refusal_of(texts)
    return refusal and refusal.kind


@pytest.mark.parametrize(
    "text",
    [
        "机密★1年",
        "機密★1年",
        "机 密 ★ 1 年",
        "000012\n机密★1年\n特急\n某市卫生健康委员会文件",
        "秘密★长期",
        "绝密★",
        "绝密★30年   特急",
        "机密*10年",
        "某市卫生健康委员会文件 机密★1年",
        "请登记：秘密★5年 关于印发方案的通知",
        "密级：机密",
        "【密级】秘密",
        "秘密",
        "（秘密）\n关于开展专项检查的通知",
        "0003 绝密 特急\n关于开展专项检查的通知",
        "工作秘密\n关于开展专项检查的通知",
        "内部资料 注意保存",
        "内部资料，注意保存\n2024年第5期",
        "内部文件　严禁外传",
        "2024年第5期  内部资料 注意保密",
    ],
)
def test_a_mark_of_secrecy_is_refused(text):
    assert kind(text) == "secrecy"


@pytest.mark.parametrize(
    "text",
    [
        "保守国家秘密是每个干部的责任",
        "落实机密文件管理要求，做好秘密载体清退",
        "标注机密★1年的文件怎么处理",
        "“机密★1年”是什么意思",
        "文件首页标注「秘密★5年」的，按规定收回",
        "各单位要加强内部资料管理",
        "请把内部资料注意保存的要求传达到位",
        "市保密局牵头哪些任务",
        "商业秘密保护第3项谁负责",
        "开展工作秘密事项清单编制",
        "★重点任务★",
        "**秘密** 花园项目",
        "\n".join(["正文"] * 20 + ["秘密"]),
    ],
)
def test_words_of_secrecy_in_running_text_are_not(text):
    assert kind(text) is None


@pytest.mark.parametrize(
    "text",
    [
        CARD,
        CARD.lower(),
        f"身份证号{CARD}，请登记",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105 19491231 002X",
        "110105-1949-12-31-002X",
        "1101 0519 4912 3100 2X",
    ],
)
def test_an_identity_card_is_refused(text):
    assert kind(text) == "identity"


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # wrong checksum
        "110105194913310020",  # no such month
        "991231194912310020",  # no such place
        "办公室电话 021-63211234，手机 13800138000",
        f"9{CARD}",
        "社会信用代码 91310000132202968X",
        "工单号 202407251000012345",
    ],
)
def test_other_numbers_are_not(text):
    assert kind(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "患者张三，男，45岁，住院号00123456",
        "患者：李小明，病历号：A20240012",
        "患者王建国因胸痛入院，入院诊断：急性心肌梗死",
        "姓名：赵某某\n性别：女\n诊断：肺结核",
        "陈丽，女，32岁，确诊为宫颈癌",
        "姓名 性别 住院号\n周明 男 20240731",
        "病案号｜姓名｜科室\n0012345｜吴芳｜心内科",
    ],
)
def test_a_named_patient_is_refused(text):
    assert kind(text) == "patient"


@pytest.mark.parametrize(
    "text",
    [
        "提高患者满意度，规范诊断行为",
        "高血压患者规范管理率达到70%",
        "推广肺癌早期诊断，诊断符合率为95%",
        "住院费用下降，住院号源全部上网",
        "联系人：张三，电话63211234",
        "张三，男，45岁，区卫生健康委主任",
        "登记表：姓名、性别、住院号、诊断由医院填写",
        "姓名 单位 手机\n张三 区卫健委 13800138000",
        "市医保局牵头，患者就诊号统一编码",
        "第12项完成60%，下一步推进门诊号源池建设2024",
    ],
)
def test_talk_about_patients_and_people_is_not(text):
    assert kind(text) is None


def test_a_refusal_never_repeats_what_it_refused():
    refusal = refusal_of([f"身份证{CARD}"])
    assert refusal is not None
    assert CARD not in refusal.found + refusal.advice


@pytest.mark.parametrize("slug", sorted(path.stem for path in SEEDS.glob("*.txt")) or ["banan2024"])
def test_issued_papers_pass(slug):
    text = seed_path(slug).read_text("utf-8")
    assert refusal_of([text]) is None
    assert all(refusal_of([line]) is None for line in text.splitlines())


@given(st.text(alphabet="机秘绝密★1年 \n患者张三诊断:0123456789Xx男女", max_size=120))
def test_any_text_is_judged_without_trouble(text):
    refusal_of([text])
