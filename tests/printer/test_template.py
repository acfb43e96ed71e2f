"""What a branch's own template makes of a ticket."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from config.template import FACTS, Row, RowKind, Template, Tongue
from kiosk.ticket import Promise
from printer.facts import TOLD
from printer.layout import Setting
from printer.lines import CutLine, RuleLine
from tests.printer.test_layout import lines_of, texts_of
from tests.printer.words import TICKET


def set_by(*rows):
    template = Template(rows=(Row(kind=RowKind.NUMBER), *rows))
    return Setting(template=lambda _: template)


def test_a_template_orders_the_paper():
    rows = (Row(texts=("{wait}", "去{zone}！")), Row(kind=RowKind.QR), Row(texts=("{bank}",)))
    assert texts_of(setting=set_by(*rows)) == ["A023", "约15-20分钟  去现金服务区！", "枫林银行"]


def test_a_text_of_which_one_fact_is_not_known_is_left_out():
    bare = replace(TICKET, promise=Promise(6, None))
    rows = (Row(texts=("等{wait}", "前面：{ahead}")), Row(texts=("{wait}",)), Row(texts=("再见",)))
    assert texts_of(bare, setting=set_by(*rows)) == ["A023", "前面：前面6位", "再见"]


def test_the_other_language_is_silent_where_it_would_say_the_same():
    rows = (Row(texts=("24h",), language=Tongue.OTHER), Row(texts=("{wait}",), language=Tongue.OTHER))
    assert texts_of(setting=set_by(*rows)) == ["A023", "about 15-20 min"]


def test_a_block_of_which_nothing_is_known_leaves_no_rule_behind():
    nothing = Row(texts=("{outage}",))
    rows = (
        Row(kind=RowKind.RULE),
        nothing,
        Row(kind=RowKind.SPACE),
        Row(kind=RowKind.RULE),
        Row(texts=("x",)),
    )
    lines = lines_of(setting=set_by(*rows))
    assert sum(isinstance(line, RuleLine) for line in lines) == 1


def test_an_outage_is_on_the_paper_while_it_lasts():
    setting = Setting(outage={"zh_CN": "系统较慢", "en": "The system is slow"})
    told = texts_of(setting=setting)
    assert "系统较慢" in told
    assert "The system is slow" in told
    assert "系统较慢" not in texts_of()


@given(st.lists(st.builds(Row, kind=st.sampled_from(RowKind), texts=st.just(("{wait}",)))))
def test_any_order_of_rows_can_be_set(rows):
    lines = lines_of(setting=set_by(*rows))
    assert isinstance(lines[-1], CutLine)
    assert not any(isinstance(one, RuleLine) and isinstance(two, RuleLine) for one, two in pairwise(lines))


def test_every_fact_a_template_may_name_is_known():
    assert {*TOLD, "step"} == set(FACTS)
