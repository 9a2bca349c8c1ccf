"""What a figure is said to count: a noun, cut where words end, without what was done to it."""

from dataclasses import replace

import pytest

from knowledge.reports.understand import understand
from tests.reports.judging import surroundings


@pytest.mark.parametrize(("said", "names"), [
    ("第3项新建站点5个", ["站点"]),
    ("第3项学校食堂改了14个", ["学校食堂"]),
    ("第3项健康巡讲累计办了62场", ["健康巡讲"]),
    ("第3项校舍扩容新增学位2600个", ["学位"]),
    ("第3项档案动态使用率升到61%", ["档案动态使用率"]),
    ("第3项儿童友好医院创建了12家", ["儿童友好医院"]),
    ("第3项老年人肺炎疫苗接种了5800剂次", ["老年人肺炎疫苗"]),
    ("第3项我局已经组织摸底学生4200人", ["摸底学生"]),
    ("第3项工间操已在36家单位推开", ["工间操"]),
    ("第3项为民办实事：护理中心已建成17个", ["护理中心"]),
    ("第3项自我管理小组又成立了9个", ["自我管理小组"]),
    ("第3项目前只引进了11名", [None]),
    ("第3项管网铺了48公里，护栏装了25公里", ["管网", "护栏"]),
    ("第3项25个康复站建了16个", ["康复站"]),
    ("第3项教室420间改造完305间", ["教室"]),
    ("第3项46家养老院整改完41家", ["养老院"]),
    ("第3项步道9条食堂15家", ["步道", "食堂"]),
    ("第3项今天又招了3名乡村医生", ["乡村医生"]),
    ("第3项技术转化孵化基地试点已建2家", ["技术转化孵化基地试点"]),
    ("第3项紧密型医共体建成了5个", ["紧密型医共体"]),
    ("第3项人才引进5名，其中博士2名", ["人才", "博士"]),
    ("第3项接入机构610家", ["接入机构"]),
    ("第3项志愿队组建了71支", ["志愿队"]),
])  # fmt: skip
def test_what_a_figure_counts_is_named_by_a_noun(said, names):
    (claim,) = understand(said, surroundings()).claims
    assert [one.name for one in claim.quantities] == names


@pytest.mark.parametrize(("said", "name"), [
    ("第3项高血压、糖尿病规范管理率71.5%", "高血压、糖尿病规范管理率"),
    ("(第3项)高血压、糖尿病规范管理率达到71.5%", "高血压、糖尿病规范管理率"),
    ("第3项出生缺陷筛查率和治疗率现在88%", "出生缺陷筛查率和治疗率"),
])  # fmt: skip
def test_a_printed_name_is_kept_whole(said, name):
    printed = ("高血压、糖尿病规范管理率", "出生缺陷筛查率和治疗率")
    (claim,) = understand(said, replace(surroundings(), indicators=printed)).claims
    assert [one.name for one in claim.quantities] == [name]
