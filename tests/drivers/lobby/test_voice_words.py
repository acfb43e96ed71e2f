"""What is said of an event, and in which words."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime, time

import pytest

from config.lobby_devices import Loudness
from config.schema import TicketClass
from drivers.voice.announcement import Announcement, Sentence, announcement_of
from drivers.voice.volume import percent_at
from drivers.voice.wording import pieces, said
from kiosk.issuing import IssueRequest
from kiosk.lobby import Lobby
from kiosk.store import open_store
from tests.drivers.shop import MovableClock, a_branch, phrases_of

NOW = datetime(2026, 11, 25, 9, 30)  # noqa: DTZ001 - only told
NO_NEW_TICKET = "Please tell our staff within 30 minutes; no new ticket is needed"
CALL = Announcement(Sentence.CALL, NOW, "A023", "3")


@pytest.fixture
def clock():
    return MovableClock()


@pytest.fixture
def lobby(tmp_path, clock):
    with closing(open_store(tmp_path)) as store:
        yield Lobby(store, a_branch(), clock)


def told(lobby):
    """What the whole log so far would have had said, by sentence; each by its ticket as it stands now."""
    ticket = lobby.find("A001")
    events = lobby.log_of(ticket.id)
    found = (announcement_of(event, ticket, lobby.branch.rules) for event in events[-1:])
    return [each.sentence.name for each in found if each]


def words(announcement, language, branch=None, **more):
    return said(pieces(announcement, phrases_of(language), branch or a_branch(), **more))


@pytest.mark.parametrize(
    ("announcement", "zh", "en"),
    [
        (CALL, "请 A 零 二 三 号到 3号窗口 办理业务", "Ticket A, zero two three, please go to window 3"),
        (
            replace(CALL, sentence=Sentence.LAST_CALL),
            "A 零 二 三 号，请到 3号窗口，这是最后一次呼叫",
            "Ticket A, zero two three, please go to window 3. This is the last call",
        ),
        (
            Announcement(Sentence.MISSED, NOW, "B1001", minutes=30),
            "B 一 零 零 一 号已过号， 30 分钟内请告知工作人员，无需重新取号",
            f"Ticket B, one zero zero one was missed. {NO_NEW_TICKET}",
        ),
        (
            Announcement(Sentence.OUTAGE, NOW, minutes=10),
            "因系统原因办理较慢，预计延迟 10 分钟，给您带来不便，非常抱歉",
            "The system is slow, about 10 minutes of delay. We are sorry",
        ),
    ],
)
def test_each_sentence_in_both_languages_with_figures_one_by_one(announcement, zh, en):
    assert words(announcement, "zh_CN") == zh
    assert words(announcement, "en") == en


def test_a_one_is_read_as_the_branch_wants_it():
    one = replace(CALL, number="A101")
    assert words(one, "zh_CN", yao=True) == "请 A 幺 零 幺 号到 3号窗口 办理业务"
    assert [piece.clip for piece in pieces(one, phrases_of("zh_CN"), a_branch(), yao=True)] == [
        *("call-1", "letter-A", "digit-yao", "digit-0", "digit-yao", "call-2", "window-3", "call-3")
    ]


def test_a_window_named_after_a_class_is_said_by_its_number():
    branch = a_branch()
    vip = replace(branch.counters[0], id="gold", name={"zh_CN": "贵宾窗口", "en": "VIP desk"})
    plain = replace(branch.counters[1], id="desk", name={"zh_CN": "咨询台", "en": "Help desk"})
    changed = replace(branch, counters=(vip, plain))
    spoken = [
        words(replace(CALL, counter=counter), language, changed)
        for counter in ("gold", "desk", "gone")
        for language in ("zh_CN", "en")
    ]
    assert "VIP" not in " ".join(spoken)
    assert "贵宾" not in " ".join(spoken)
    assert "咨询台" in spoken[2]
    assert spoken[3].endswith("Help desk")


def test_calls_recalls_and_the_last_call_are_said(lobby):
    lobby.issue(IssueRequest(("cash",), "r"))
    assert told(lobby) == []
    lobby.call_next("1")
    assert told(lobby) == ["CALL"]
    lobby.recall("1")
    assert told(lobby) == ["CALL"]
    lobby.recall("1")
    assert told(lobby) == ["LAST_CALL"]


def test_a_call_by_itself_is_said_like_a_tellers(lobby, clock):
    lobby.issue(IssueRequest(("cash",), "r"))
    lobby.call_next("1")
    clock.push(21)
    lobby.tend()
    assert told(lobby) == ["CALL"]
    clock.push(21)
    lobby.tend()
    assert told(lobby) == ["LAST_CALL"]


def test_who_came_or_was_missed_is_not_called_any_more(lobby):
    ticket = lobby.issue(IssueRequest(("cash",), "r"))
    lobby.call_next("1")
    call = lobby.log_of(ticket.id)[-1]
    lobby.start("1")
    assert announcement_of(call, lobby.find("A001"), lobby.branch.rules) is None


def test_a_missed_number_is_told_once_and_not_where_it_may_not_come_back(lobby):
    lobby.issue(IssueRequest(("cash",), "r"))
    lobby.call_next("1")
    lobby.miss("1")
    assert told(lobby) == ["MISSED"]
    strict = replace(lobby.branch.rules, back_times=0)
    ticket = lobby.find("A001")
    assert announcement_of(lobby.log_of(ticket.id)[-1], ticket, strict) is None


def test_no_class_and_no_care_is_ever_heard(lobby):
    for number, each in enumerate((TicketClass.ORDINARY, TicketClass.CARE, TicketClass.VIP)):
        lobby.issue(IssueRequest(("cash",), f"r{number}", ticket_class=each))
    spoken = set()
    for counter in ("6", "1", "2"):
        ticket = lobby.call_next(counter)
        call = announcement_of(lobby.log_of(ticket.id)[-1], ticket, lobby.branch.rules)
        spoken.add(words(replace(call, number="A001", counter="1"), "zh_CN"))
    assert spoken == {"请 A 零 零 一 号到 1号窗口 办理业务"}


def test_the_voice_is_as_loud_as_the_hour():
    steps = (Loudness(at=time(8), percent=70), Loudness(at=time(12), percent=30))
    hours = (time(7), time(8), time(11, 59), time(12), time(23))
    assert [percent_at(steps, hour) for hour in hours] == [30, 70, 70, 30, 30]
    assert percent_at((), time(3)) == 100
