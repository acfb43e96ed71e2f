"""What the cards and the basket say, as facts come."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from config.schema import Branch, TicketClass
from kiosk.hours import Opening, Openness
from kiosk.lobby import Overview, ServiceView
from kiosk.routing import Floor, route
from kiosk.ticket import WaitRange
from ui.touch.basket import Picked, picked
from ui.touch.cards import Card, cards, per_page
from ui.touch.papers_here import papers_of
from ui.touch.visit import Visit
from ui.touch.wording import Voice

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NEW = Visit("one", "zh_CN")
OPEN = Opening(Openness.OPEN, None, NOW.replace(hour=17))
WAIT = WaitRange(600, 900)


def lobby(branch: Branch, **views: ServiceView) -> Overview:
    usual = {service.id: ServiceView(2, WAIT, OPEN) for service in branch.services}
    return Overview({**usual, **views}, frozenset(), {})


def card(name: str, branch: Branch, voice: Voice, overview: Overview | None, visit: Visit = NEW) -> Card:
    return next(each for each in cards(branch, overview, visit, voice, NOW) if each.cardId == name)


def test_the_cards_stand_in_the_branch_s_order_with_what_is_not_here_at_the_end(
    branch: Branch, voice: Voice
) -> None:
    shown = [each.cardId for each in cards(branch, None, NEW, voice, NOW)]
    assert shown == ["cash", "noncash", "corporate", "wealth", "consult", "exchange"]


def test_before_the_first_look_a_card_can_be_picked_and_claims_nothing(branch: Branch, voice: Voice) -> None:
    shown = card("cash", branch, voice, None)
    assert (shown.open, shown.waiting, shown.minutes, shown.note) == (True, [], [], [])


def test_a_card_says_how_many_wait_and_how_long(branch: Branch, voice: Voice) -> None:
    shown = card("cash", branch, voice, lobby(branch))
    assert (shown.waiting[0], shown.minutes[0]) == ("2人等候", "约10-15分钟")


def test_a_wait_nobody_knows_is_not_told(branch: Branch, voice: Voice) -> None:
    unknown = lobby(branch, cash=ServiceView(2, None, OPEN))
    assert card("cash", branch, voice, unknown).minutes == []
    assert picked(branch, unknown, NEW.toggled("cash", "two"), None, voice).wait == []


def test_a_closed_service_says_when_it_comes_again(branch: Branch, voice: Voice) -> None:
    later, never = (
        ServiceView(0, None, Opening(Openness.CLOSED, opens_at, None))
        for opens_at in (NOW.replace(hour=14), None)
    )
    assert card("cash", branch, voice, lobby(branch, cash=later)).note[0] == "14:00开始办理"
    assert card("cash", branch, voice, lobby(branch, cash=never)).note[0] == "现在不办理"
    assert not card("cash", branch, voice, lobby(branch, cash=later)).open


def test_a_page_holds_fewer_cards_where_they_must_be_big_or_near() -> None:
    pages = [replace(NEW, large=large, low=low) for large in (False, True) for low in (False, True)]
    assert [per_page(visit, 18) for visit in pages] == [9, 6, 3, 2]


def test_an_empty_basket_says_nothing(branch: Branch, voice: Voice) -> None:
    assert picked(branch, lobby(branch), NEW, None, voice) == Picked()


def test_a_basket_before_the_first_look_says_what_is_configured(branch: Branch, voice: Voice) -> None:
    told = picked(branch, None, NEW.toggled("wealth", "two"), None, voice)
    assert (told.names[0], told.wait) == ("贷款与理财", [])


def test_two_services_are_named_and_three_are_counted(branch: Branch, voice: Voice) -> None:
    two = NEW.toggled("cash", "two").toggled("consult", "three")
    assert picked(branch, None, two, None, voice).names[0] == "个人现金、业务咨询"
    assert picked(branch, None, two.toggled("wealth", "four"), None, voice).names[0] == "已选3项"


def test_one_window_for_all_is_said_with_the_total_time(branch: Branch, voice: Voice) -> None:
    both = NEW.toggled("cash", "two").toggled("noncash", "three")
    way = route(branch, both.picks, TicketClass.ORDINARY, Floor())
    assert picked(branch, None, both, way, voice).summary[0] == "一个窗口一次办好 · 办理共约13分钟"


def test_the_ordinary_wait_is_not_told_to_whoever_is_called_earlier(branch: Branch, voice: Voice) -> None:
    cared_for = NEW.toggled("cash", "two").with_care("three")
    assert picked(branch, lobby(branch), cared_for, None, voice).wait == []


def test_a_paper_that_two_services_want_is_named_once(branch: Branch, voice: Voice) -> None:
    both = NEW.toggled("cash", "two").toggled("noncash", "three")
    assert picked(branch, None, both, None, voice).papers[0] == "请备：身份证、银行卡或存折"
    assert picked(branch, None, NEW.toggled("consult", "two"), None, voice).papers == []


def test_services_that_want_the_same_papers_share_a_row_under_their_letters(
    branch: Branch, voice: Voice
) -> None:
    rows = papers_of(cards(branch, None, NEW, voice, NOW))
    assert [(row.letters, row.words[0]) for row in rows] == [
        (["A", "B"], "请备：身份证、银行卡或存折"),
        (["C"], "请备：营业执照、经办人身份证、预留印鉴"),
        (["D"], "请备：身份证、银行卡、收入证明（办贷款）"),
    ]
