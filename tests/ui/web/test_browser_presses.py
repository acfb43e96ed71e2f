"""A press does what its button said, once: though the page is drawn anew meanwhile, though it comes twice."""

from __future__ import annotations

from playwright.sync_api import expect

from kiosk.green import Reason
from kiosk.ticket import TicketState
from tests.ui.web.browsing import DESK, TABLET, chromium, holds, lobby, look, pages, place_of

__all__ = ["chromium", "lobby", "look", "pages"]


def _over(page, selector):
    left, top, _, _ = place_of(page, selector)
    page.mouse.move(left + 40, top + 40)


def test_a_page_that_changes_under_a_held_button_does_not_swallow_the_press(look, lobby, take):
    take("cash")
    page = look("staff", "/counter/1", DESK, signed_in=True)
    page.evaluate("document.addEventListener('lobby', () => { window.heard = true; })")
    _over(page, "#next")
    page.mouse.down()
    take("cash")
    page.wait_for_function("window.heard")
    page.mouse.up()
    expect(page.locator("#number")).to_have_text("A001")
    expect(page.locator(".desk-side").get_by_text("1人等候")).to_be_visible()


def test_a_button_that_is_held_for_long_does_not_stop_the_page(look, lobby, take):
    page = look("staff", "/counter/1", DESK, signed_in=True)
    expect(page.locator("#next")).to_be_visible()
    page.mouse.move(5, 400)
    page.mouse.down()
    take("cash")
    expect(page.get_by_text("1人等候")).to_be_visible()


def test_the_second_half_of_a_double_click_starts_nobody(look, lobby, take):
    take("cash")
    page = look("staff", "/counter/1", DESK, signed_in=True)
    page.evaluate(
        """() => {
          const { x, y } = document.querySelector('#next').getBoundingClientRect();
          const more = {bubbles: true, cancelable: true, detail: 2, clientX: x + 40, clientY: y + 40};
          document.addEventListener('drawn', () => {
            const start = document.querySelector('#start');
            if (start && !window.again) window.again = !start.dispatchEvent(new MouseEvent('click', more));
          });
        }"""
    )
    _over(page, "#next")
    page.mouse.down()
    page.mouse.up()
    page.wait_for_function("window.again")
    page.keyboard.press("r")
    expect(page.get_by_text("叫了2次")).to_be_visible()
    assert lobby.find("A001").state is TicketState.CALLED


def test_a_key_right_after_a_click_is_a_press_of_its_own(look, lobby, take):
    take("cash")
    page = look("staff", "/counter/1", DESK, signed_in=True)
    page.click("#next")
    expect(page.locator("#start")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_text("办理中")).to_be_visible()


def test_what_is_refused_in_a_dialog_is_told_in_front_of_it(look, lobby, take):
    take("noncash")
    page = look("staff", "/manager", TABLET, signed_in=True)
    page.click("#lift-B001")
    page.check("dialog[open] input[value=care]")
    page.select_option("#lift-counter", "5")
    page.click("dialog[open] .go")
    told = page.locator("dialog[open] [data-refused]")
    expect(told).to_contain_text("现在办不了")
    holds(page)
    page.click("dialog[open] [data-close]")
    expect(page.locator("body > [data-refused]")).to_have_count(1)


def test_a_ticket_without_a_service_can_not_be_taken(look, lobby):
    page = look("staff", "/manager", TABLET, signed_in=True)
    take = page.locator("dialog[open] .go")
    for _ in range(2):
        page.click("#open-take")
        expect(take).to_be_disabled()
        page.check("dialog[open] input[value=cash]")
        expect(take).to_be_enabled()
        page.locator("dialog[open] [data-close]").click()


def test_a_used_up_quota_is_told_in_words_before_the_lift(look, lobby, take):
    for _ in range(lobby.branch.green.daily_quota):
        lobby.lift(take("cash").id, "lin", Reason.OPERATIONAL)
    take("cash")
    page = look("staff", "/manager", TABLET, signed_in=True)
    page.click("#lift-A011")
    expect(page.locator("[data-quota]")).to_have_text("今天的10次已用完，再优先将超出限额并记录在案")
    holds(page)


def test_a_teller_sends_a_customer_to_another_counter(look, lobby, take):
    take("cash")
    lobby.close_counter("3")
    page = look("staff", "/counter/1", DESK, signed_in=True)
    page.click("#next")
    page.click("#transfer-menu summary")
    expect(page.locator("#to-3")).to_have_count(0)
    holds(page)
    page.click("#to-2")
    expect(page.locator("#next")).to_be_visible()
    assert lobby.find("A001").current.counters == ("2",)


def test_a_manager_sends_a_customer_to_a_counter(look, lobby, take):
    take("cash")
    page = look("staff", "/manager", TABLET, signed_in=True)
    page.click("#more-A001 summary")
    page.click("#send-A001")
    page.check("dialog[open] input[value='2']")
    holds(page)
    page.click("dialog[open] .go")
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert lobby.find("A001").current.counters == ("2",)
