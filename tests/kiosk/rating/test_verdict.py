"""What a customer may say, and what is kept of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.branch import SAMPLE, load
from kiosk.rating.verdict import Verdict, VerdictError, clean, sensible

RULES = load(SAMPLE).rating


@pytest.mark.parametrize("score", [0, 6, -1, 10**30])
def test_a_score_beyond_the_five_faces_is_refused(score):
    with pytest.raises(VerdictError, match=f"A score is 1 to 5; {score} was given"):
        sensible(Verdict(score), RULES)


def test_three_reasons_at_most_and_only_the_branchs_own():
    assert sensible(Verdict(2, ("waiting", "skill", "waiting")), RULES).reasons == ("waiting", "skill")
    with pytest.raises(VerdictError, match="At most 3 reasons can be picked; 4 were"):
        sensible(Verdict(2, ("waiting", "skill", "attitude", "other")), RULES)
    with pytest.raises(VerdictError, match="'weather' is none of the reasons waiting, attitude"):
        sensible(Verdict(2, ("weather",)), RULES)


def test_a_comment_that_is_too_long_is_told_and_not_cut():
    assert sensible(Verdict(3, comment="慢" * 200), RULES).comment == "慢" * 200
    with pytest.raises(VerdictError, match="A comment has at most 200 characters; this one has 201"):
        sensible(Verdict(3, comment="慢" * 201), RULES)
    with pytest.raises(VerdictError, match="this one has 5000000"):
        sensible(Verdict(3, comment=" " * 5_000_000), RULES)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  等了  很久\n\n真的 ", "等了 很久 真的"),
        ("打我电话 13800138000 谢谢", "打我电话 *** 谢谢"),
        ("+86 138-0013-8000", "***"),
        ("138、0013、8000", "***"),
        ("138_0013/8000", "***"),
        ("10:30取号11:40才叫到", "10:30取号11:40才叫到"),
        ("卡号6222 0200 1234 5678 901", "卡号***"),
        ("身份证11010519900307123X", "身份证***"),
        ("A023等了45分钟，3号窗口", "A023等了45分钟，3号窗口"),
        ("a\u202eb\x00c\ud800d\u200be", "ab cde"),
        ("好👨\u200d👩\u200d👧", "好👨\u200d👩\u200d👧"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_no_long_number_and_nothing_hidden_is_kept(said, kept):
    assert clean(said) == kept


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("打我一三八零零一三八零零零", "打我***"),
        ("电话幺三八 〇〇一三 八〇〇〇，谢谢", "电话***，谢谢"),
        ("壹叁捌零零壹叁捌零零零", "***"),
        ("１３８００１３８０００ ①③⑧⓪⓪①③⑧⓪⓪⓪", "***"),
        ("1三8零0一3捌0零0", "***"),
        ("\ufe0f\u20e3".join("1380013") + "个", "***个"),
        ("加我微信abc_12345吧", "加我微信***吧"),
        ("微信号：lisi-wang", "微信号：***"),
        ("wx: abc，谢谢", "wx: ***，谢谢"),
        ("VX=Lin88 在吗", "VX=*** 在吗"),
        ("my WeChat is lin_1988", "my WeChat is ***"),
        ("QQ 12345, qq号是 98765", "QQ ***, qq号是 ***"),
        ("写信到 lin.min+1@mail.example.cn 吧", "写信到 *** 吧"),
    ],
)
def test_nobody_can_be_reached_by_what_is_kept(said, kept):
    assert clean(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "一二号窗口都关了，三四号也没人，等了五十分钟",
        "二〇二六年十一月二十五日来的",
        "说一不二，七上八下，三番五次",
        "微信支付用不了，扫码也不行",
        "WeChat payment is slow, QQ music too",
        "公众号wechat reminder没有收到",
        "微信5分钟就好，QQ2024年就不用了",
        "Wi-Fi密码错 @大堂 3@4",
    ],
)
def test_ordinary_words_stay_as_they_are(said):
    assert clean(said) == said


@given(st.text(max_size=80))
def test_what_was_cleaned_is_clean(text):
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


@pytest.mark.parametrize(
    ("score", "calls", "unhappy"), [(1, False, True), (2, False, True), (3, False, False)]
)
def test_one_and_two_are_unhappy(score, calls, unhappy):
    assert Verdict(score, call_manager=calls).is_unhappy is unhappy


def test_whoever_wants_a_manager_is_seen_to_however_content():
    assert Verdict(5, call_manager=True).is_unhappy
