# ruff: noqa: RUF001 - bylines as papers print them
from time import process_time

import pytest

from extract.fields.authors.east_asian import credits_in_lead, east_asian_credits, is_credit_line, is_writers_label


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("本报记者　王小明、李河", ("王小明", "李河")),
        ("本报记者 王小明 李河川", ("王小明", "李河川")),
        ("记者 王　河 报道", ("王河",)),
        ("南方日报记者 王小明 通讯员 李河", ("王小明", "李河")),
        ("王小明记者", ("王小明",)),
        ("〔記者王小明／台北報導〕", ("王小明",)),
        ("【本報記者王小明高雄報導】", ("王小明",)),
        ("（中央社記者王小明台北3日電）", ("王小明",)),
        ("文 | 王小明 编辑 | 李河", ("王小明",)),
        ("文／記者王小明　圖／記者李河川", ("王小明",)),
        ("文/图 王小明", ("王小明",)),
        ("来源：溪流日报 作者：王小明", ("王小明",)),
        ("責任編輯：李河", ()),
        ("作者：弗拉基米尔·列奇金", ("弗拉基米尔·列奇金",)),
        ("文＝川野美咲　写真＝水木健", ("川野美咲",)),
        ("取材・文／川野美咲　撮影／水木健", ("川野美咲",)),
        ("取材・文：川野 美咲 写真：水木 健", ("川野 美咲",)),
        ("文・写真／川野美咲", ("川野美咲",)),
        ("川野美咲　写真＝水木健", ("川野美咲",)),
        ("川野美咲 記者", ("川野美咲",)),
        ("聞き手・川野美咲", ("川野美咲",)),
        ("川野美咲・水木健", ("川野美咲", "水木健")),
        ("構成・川野美咲　写真・水木健", ("川野美咲",)),
        ("構成／川野美咲　撮影／水木健", ("川野美咲",)),
        ("文：川野美咲　構成：水木健", ("川野美咲",)),
        ("川野美咲　構成：水木健", ("川野美咲",)),
        ("構成：編集部", ()),
        ("編集・構成：水木健", ()),
        ("口述：李河 整理：王小明", ("王小明",)),
        ("口述：李河 撰文：王小明", ("王小明",)),
        ("口述：王小明", ("王小明",)),
        ("作者 王小明 发自上海", ("王小明",)),
        ("记者 王小明 李河川 發自北京", ("王小明", "李河川")),
        ("文：ジェーン・ドウ", ("ジェーン・ドウ",)),
        ("文：Jane Doe", ("Jane Doe",)),
        ("글 홍강우 사진 김하천", ("홍강우",)),
        ("글·사진 홍강우", ("홍강우",)),
        ("[시내일보 홍강우 기자]", ("홍강우",)),
        ("홍강우·김하천 기자", ("홍강우", "김하천")),
        ("(서울=시내뉴스) 홍강우 기자", ("홍강우",)),
        ("도쿄=홍강우 특파원", ("홍강우",)),
        ("홍강우 선임기자 hong@stream.example", ("홍강우",)),
        ("朝日新聞社 田中花子", ("田中花子",)),
        ("共同通信　川野美咲", ("川野美咲",)),
        ("毎日新聞 川野 美咲", ("川野 美咲",)),
        ("新华社 王小明", ("王小明",)),
        ("南方日报社 李河", ("李河",)),
    ],
)
def test_who_wrote_is_told_from_who_did_something_else(line, names):
    assert east_asian_credits(line).names == names


@pytest.mark.parametrize(
    "line",
    [
        "김하천 사진기자",
        "文章来源",
        "王小明",
        "图片报道",
        "ジェーン・ドウ",
        "記録",
        "朝日新聞社 文化部",
        "毎日新聞 社説",
        "朝日新聞社 東京",
        "渡船公司 王小明",
    ],
)
def test_a_line_without_a_role_of_a_writer_says_nothing(line):
    assert east_asian_credits(line) is None


@pytest.mark.parametrize(
    "line", ["记者了解到，港口的早班渡轮在过去三十天里晚点。", "记者从有关部门获悉", "文 这是一条很长的河流的故事"]
)
def test_a_sentence_that_begins_like_a_byline_is_more_than_one(line):
    found = east_asian_credits(line)
    assert found is None or not found.is_whole


def test_a_paragraph_may_begin_with_its_byline():
    assert credits_in_lead("〔記者王小明／台北報導〕港口的早班渡輪總是晚點。").names == ("王小明",)
    assert credits_in_lead("新华社北京5月3日电（记者王小明）港口的早班渡轮。").names == ("王小明",)
    assert credits_in_lead("(서울=시내뉴스) 홍강우 기자 = 이른 아침 연락선은 늦었다.").names == ("홍강우",)
    assert credits_in_lead("（早班）港口的早班渡輪總是晚點。") is None
    assert credits_in_lead("홍강우 기자는 늦었다.") is None


def test_a_label_may_stand_alone_before_its_name():
    assert is_writers_label("文／記者")
    assert is_writers_label("作者")
    assert not is_writers_label("圖／記者")
    assert not is_writers_label("王小明记者")


@pytest.mark.untraced
@pytest.mark.parametrize(
    "text", ["文／" * 3000, "记者 " * 3000, "홍강우 " * 3000 + "기자", "、" * 9000, "（記者" * 3000]
)
def test_a_line_without_end_takes_no_long_time(text):
    start = process_time()
    east_asian_credits(text)
    credits_in_lead(text)
    assert process_time() - start < 0.1


@pytest.mark.parametrize(
    "line",
    ["(责编：周一鸣、吴安)", "责任编辑：周一鸣", "编辑：林晓舟 陈若溪", "（責任編輯：陳若溪）", "撮影：大木健"],
)
def test_a_line_of_roles_and_names_alone_is_a_credit(line):
    assert is_credit_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "编辑部昨天说，渡轮晚了十分钟。",
        "记者问：为什么？船长说，潮水算错了一天。",
        "责编：",
        "港口评论",
        "Editor: nobody",
    ],
)
def test_a_sentence_that_begins_with_a_role_is_no_credit(line):
    assert not is_credit_line(line)
