"""What a ticket says, in which order, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.schema import Arrow, Calling, Paper, Rules, TicketClass
from kiosk.ticket import Promise, Step, WaitRange
from printer.columns import width
from printer.layout import Setting, ticket_lines
from printer.lines import CutLine, Look, QrLine, RuleLine, TextLine
from tests.printer.words import BRANCH, LINK, PROFILES, TICKET, both, phrases, profile

TWO_STOPS = (Step(("cash", "talk"), "cash", ("3",)), Step(("desk",), "desk", ("5",)))


def lines_of(ticket=TICKET, branch=BRANCH, profile_id="generic-80", link=LINK, **more):
    return ticket_lines(ticket, branch, profile(profile_id), phrases=phrases, link=link, **more)


def texts_of(*arguments, **more):
    return [line.text for line in lines_of(*arguments, **more) if isinstance(line, TextLine)]


def look_of(text, lines):
    return next(
        run.look for line in lines if isinstance(line, TextLine) for run in line.runs if text in run.text
    )


def test_a_ticket_says_everything_in_four_blocks_and_two_languages():
    said = []
    for line in lines_of():
        match line:
            case TextLine():
                said.append(line.text)
            case RuleLine():
                said.append("---")
            case QrLine(content):
                said.append(content)
    assert said == [
        "枫林银行  湖滨支行",
        "Maple Bank  Lakeside Branch",
        "A023",
        "个人现金",
        "Personal cash",
        "---",
        "现金服务区 → 1-3号窗口",
        "前面6位 约15-20分钟 09:42起",
        "Cash area  Windows 1-3",
        "6 ahead  about 15-20 min",
        "---",
        "公平承诺：除优先照顾的客户外，您最多被提前3次",
        "请备：身份证、银行卡/存折",
        "Apart from customers in care,",
        "nobody passes you more than 3 times",
        "Bring: ID card, bank card or passbook",
        "---",
        LINK,
        "扫码看进度，办完后可评价",
        "Scan: your place now, your rating after",
        "取号机上评价：A023 评价码001597",
        "过号30分钟内无需重新取号，请告知大堂经理",
        "警惕诈骗：公检法不会要求您转账",
        "Wi-Fi：Maple-Free  监督电话 400-000-0001",
        "2026-11-23 09:42:10  仅限当日有效",
        "Missed? No new ticket within 30 min: tell the lobby manager",
        "The police never ask for transfers",
        "Complaint line 400-000-0001  Valid today only",
    ]
    assert isinstance(lines_of()[-1], CutLine)


def test_the_tickets_own_language_leads():
    texts = texts_of(replace(TICKET, language="en"))
    assert texts[:7] == [
        "Maple Bank  Lakeside Branch",
        "枫林银行  湖滨支行",
        "A023",
        "Personal cash",
        "个人现金",
        "Cash area → Windows 1-3",
        "6 ahead about 15-20 min",
    ]


def test_a_branch_of_one_language_says_everything_once():
    texts = texts_of(branch=replace(BRANCH, languages=("en",)))
    assert all(text.isascii() or "→" in text for text in texts)
    assert texts.count("Personal cash") == 1


def test_the_number_is_the_largest_thing_and_at_least_twelve_millimetres_high():
    lines = lines_of()
    number = look_of("A023", lines)
    cap_height_of_a_cell = 17 / 24
    assert number.height * cap_height_of_a_cell >= 12 * 8
    assert all(
        run.look.wide * run.look.tall < number.wide * number.tall
        for line in lines
        if isinstance(line, TextLine)
        for run in line.runs
        if run.text != "A023"
    )


def test_a_large_print_ticket_is_larger_in_everything():
    large = lines_of(replace(TICKET, large=True))
    assert look_of("A023", large).height == 24 * 8
    assert look_of("个人现金", large) == Look(2, 2, bold=True)
    assert look_of("公平承诺", large) == Look(2, 2)
    assert look_of("Bring:", large) == Look()
    assert [line.module for line in large if isinstance(line, QrLine)] == [6]


def test_what_is_not_known_is_left_out():
    bare = replace(
        BRANCH,
        paper=Paper(),
        complaint_line="",
        rules=Rules(missed_valid_s=0),
        services=tuple(replace(service, papers=()) for service in BRANCH.services),
    )
    ticket = replace(TICKET, promise=Promise(6, None), steps=(Step(("cash",), "nowhere", ()),))
    assert texts_of(ticket, bare, link=None) == [
        "枫林银行  湖滨支行",
        "Maple Bank  Lakeside Branch",
        "A023",
        "个人现金",
        "Personal cash",
        "前面6位",
        "6 ahead",
        "公平承诺：除优先照顾的客户外，您最多被提前3次",
        "Apart from customers in care,",
        "nobody passes you more than 3 times",
        "2026-11-23 09:42:10  仅限当日有效",
        "Valid today only",
    ]
    assert not any(isinstance(line, QrLine) for line in lines_of(link=None))


def test_a_service_that_the_branch_has_no_more_does_not_spoil_the_reprint():
    assert "A023" in texts_of(replace(TICKET, steps=(Step(("gone",), "cash", ("9", "gone")),)), copy=1)


@pytest.mark.parametrize(
    ("counters", "windows"),
    [(("3", "1", "2", "5"), "1-3、5号窗口"), (("5",), "5号窗口"), (("1", "2"), "1-2号窗口"), ((), "")],
)
def test_windows_are_told_as_ranges(counters, windows):
    ticket = replace(TICKET, steps=(Step(("cash",), "cash", counters),))
    assert f"现金服务区 → {windows}".strip() in " ".join(texts_of(ticket))


def test_windows_without_numbers_are_told_by_their_names():
    vip = replace(BRANCH.counters[0], id="vip", name=both("贵宾室", "VIP room"))
    ticket = replace(TICKET, steps=(Step(("cash",), "cash", ("vip",)),))
    assert "现金服务区 → 贵宾室" in texts_of(ticket, replace(BRANCH, counters=(vip,)))


@pytest.mark.parametrize("arrow", Arrow)
def test_every_direction_has_its_arrow_and_here_has_none(arrow):
    zones = (replace(BRANCH.zones[0], arrow=arrow), *BRANCH.zones[1:])
    line = next(
        text for text in texts_of(branch=replace(BRANCH, zones=zones)) if text.startswith("现金服务区")
    )
    assert any(letter in "←↑→↓↖↗" for letter in line) == (arrow is not Arrow.HERE)


@pytest.mark.parametrize(
    ("promise", "said"),
    [
        (Promise(0, WaitRange(0, 0)), "前面没有人 马上可以办理"),
        (Promise(0, WaitRange(0, 100)), "前面没有人 约2分钟 09:42起"),
        (Promise(1, WaitRange(120, 120)), "前面1位 约2分钟 09:42起"),
        (Promise(12, WaitRange(1200, 1801)), "前面12位 约20-35分钟 09:42起"),
        (Promise(88, WaitRange(4 * 3600, 5 * 3600)), "前面88位 4小时以上 09:42起"),
    ],
)
def test_people_ahead_and_the_wait_stand_on_one_line(promise, said):
    assert said in texts_of(replace(TICKET, promise=promise))


def test_several_services_are_named_and_the_further_steps_follow():
    texts = texts_of(replace(TICKET, steps=TWO_STOPS))
    assert "个人现金、咨询、对公业务" in texts
    assert "第2步：非现金服务区 5号窗口 对公业务" in texts
    assert "Step 2: Non-cash area Windows 5 Business banking" in texts
    assert "请备：身份证、银行卡/存折、营业执照" in texts


def test_a_reprint_in_the_second_step_sends_to_the_second_zone():
    texts = texts_of(replace(TICKET, steps=TWO_STOPS, step=1))
    assert "非现金服务区 ↖ 5号窗口" in texts
    assert not any("第2步" in text for text in texts)


@pytest.mark.parametrize("copy", [1, 2])
def test_a_copy_says_so_first_and_white_on_black(copy):
    first = lines_of(copy=copy)[0]
    assert first.text == f" 补打 REPRINT {copy} "
    assert first.runs[0].look.inverted


def test_the_twelfth_copy_fits_narrow_paper_too():
    first = lines_of(profile_id="generic-58", copy=12)[0]
    assert first.text == "补打 REPRINT 12"
    assert width(first.text, first.runs[0].look) <= 384


def test_an_original_says_nothing_of_copies():
    assert not any("REPRINT" in text for text in texts_of())


def test_a_care_ticket_looks_exactly_like_an_ordinary_one():
    assert lines_of(replace(TICKET, ticket_class=TicketClass.CARE)) == lines_of()


@pytest.mark.parametrize("favoured", [TicketClass.VIP, TicketClass.APPOINTMENT])
def test_only_ordinary_customers_are_promised_how_often_they_are_overtaken(favoured):
    texts = texts_of(replace(TICKET, ticket_class=favoured, prefix="V"))
    assert "V023" in texts
    assert not any("公平承诺" in text or "VIP" in text for text in texts)


def test_the_promise_names_the_configured_number():
    assert any("最多被提前5次" in text for text in texts_of(branch=replace(BRANCH, rules=Rules(overtakes=5))))


@pytest.mark.parametrize("calling", [Calling.STRICT, Calling.FIRST_COME])
def test_a_rule_that_guarantees_nothing_of_the_kind_prints_no_promise(calling):
    texts = texts_of(branch=replace(BRANCH, rules=Rules(calling=calling)))
    assert not any("公平承诺" in text for text in texts)


def test_a_sample_says_that_it_is_not_valid():
    texts = texts_of(setting=Setting(sample=True))
    assert "2026-11-23 09:42:10  样张，不能使用" in texts
    assert not any("仅限当日有效" in text for text in texts)


def test_a_long_link_gets_a_code_that_fits_the_paper():
    code = next(
        line
        for line in lines_of(profile_id="generic-58", link="https://q.example/" + "x" * 2300)
        if isinstance(line, QrLine)
    )
    assert code.module * (177 + 8) <= 384


def test_a_link_that_no_code_can_hold_is_left_out():
    assert not any(isinstance(line, QrLine) for line in lines_of(link="x" * 2332))


ANY_TEXT = st.text(max_size=60)
ANY_TICKET = st.builds(
    lambda ahead, **facts: replace(
        TICKET, steps=TWO_STOPS, promise=Promise(ahead, WaitRange(ahead, 2 * ahead)), **facts
    ),
    ahead=st.integers(0, 10**6),
    number=st.integers(0, 10**7),
    prefix=st.text(max_size=1),
    language=st.sampled_from(["zh_CN", "en", "fr"]),
    large=st.booleans(),
)


def branch_saying(one, two):
    """A branch whose every own text is one of two."""
    service = replace(BRANCH.services[0], name=both(one, two), papers=(both(two, one),))
    return replace(
        BRANCH,
        bank=both(one, two),
        zones=tuple(replace(zone, name=both(two, one)) for zone in BRANCH.zones),
        services=(service, *BRANCH.services[1:]),
        paper=Paper(wifi=one, caution=both(two, one), footer=both(one, "")),
        complaint_line=two,
    )


@given(
    ANY_TICKET,
    st.builds(branch_saying, ANY_TEXT, ANY_TEXT),
    st.sampled_from(PROFILES),
    ANY_TEXT,
    st.integers(0, 999),
)
def test_nothing_is_ever_wider_than_the_paper(ticket, branch, profile_id, link, copy):
    dots = profile(profile_id).dots
    for line in lines_of(ticket, branch, profile_id, link, copy=copy):
        if isinstance(line, TextLine):
            assert sum(width(run.text, run.look) for run in line.runs) <= dots
