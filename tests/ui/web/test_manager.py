"""The manager's tablet: risk, the green channel with its price, assisted tickets, duty and outages."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from kiosk.finding import Record, finding
from kiosk.green import Reason

POSTS = {
    "/api/v1/tickets": {"services": ["cash"]},
    "/api/v1/tickets/A001/lift": {"reason": "care"},
    "/api/v1/tickets/A001/undo-lift": {},
    "/api/v1/tickets/A001/transfer": {"to": "noncash"},
    "/api/v1/tickets/A001/visit": {},
    "/api/v1/tickets/A001/presence": {"here": True},
    "/api/v1/tickets/A001/return": {},
    "/api/v1/tickets/A001/cancel": {},
    "/api/v1/tickets/A001/reprint": {},
    "/api/v1/duty": {},
    "/api/v1/duty/end": {},
    "/api/v1/help/person": {},
    "/api/v1/outage": {"text": {"zh_CN": "慢", "en": "slow"}, "minutes": 5},
    "/api/v1/outage/end": {},
}
GETS = [
    "/manager",
    "/manager/tickets/A001",
    "/api/v1/tickets/A001",
    "/api/v1/tickets/A001/lift",
    "/api/v1/green-report",
]


@pytest.fixture
def manager(sign_in):
    return sign_in("manager", "lin")


def test_who_waits_longest_past_the_promise_stands_first(manager, take, clock, lobby):
    for _ in range(4):
        take("cash")
        clock.advance(1)
    lobby.close_counter("5")
    take("wealth")
    clock.advance(700)
    page = manager.page("/manager?lang=en").text
    order = [page.index(f'id="lift-{number}"') for number in ("A001", "A002", "A003", "A004", "D001")]
    assert order == sorted(order)
    assert "11 min past the promise" in page
    assert "5 waiting" in page


def test_a_ticket_is_taken_for_a_customer_once_however_often_it_is_sent(manager):
    body = {"services": ["cash", "noncash"], "ticket_class": "care", "request_id": "tap-1"}
    first, again = manager.post("/api/v1/tickets", body), manager.post("/api/v1/tickets", body)
    assert (first.status_code, first.json()["number"], first.json()["ticket_class"]) == (201, "A001", "care")
    assert again.json()["number"] == "A001"


def test_a_lift_tells_its_price_before_and_its_author_after(manager, take, lobby, clock):
    for _ in range(4):
        clock.advance(1)
        take("cash")
    cost = manager.get("/api/v1/tickets/A004/lift?lang=en").json()
    assert (cost["people"], cost["today"], cost["quota"]) == (3, 0, 10)
    assert cost["sentence"] == f"3 people wait about {cost['minutes']} min longer each"
    made = manager.post("/api/v1/tickets/A004/lift", {"reason": "recovery"}).json()
    assert (made["today"], made["over_quota"]) == (1, False)
    assert lobby.call_next("1").label == "A004"
    assert manager.get("/api/v1/green-report").json()[0]["staff"] == "lin"


def test_a_lift_is_undone_by_a_press_and_not_after_the_call(manager, take, lobby, clock):
    for _ in range(2):
        clock.advance(1)
        take("cash")
    manager.post("/api/v1/tickets/A002/lift", {"reason": "vip"})
    assert "undo-lift" in manager.page("/manager").text
    assert manager.post("/api/v1/tickets/A002/undo-lift").status_code == 200
    manager.post("/api/v1/tickets/A002/lift", {"reason": "vip"})
    assert lobby.call_next("1").label == "A002"
    refused = manager.post("/api/v1/tickets/A002/undo-lift")
    assert (refused.status_code, "before the call" in refused.json()["detail"]) == (409, True)


def test_the_undo_is_gone_after_its_minute(manager, take, clock):
    take("cash")
    manager.post("/api/v1/tickets/A001/lift", {"reason": "vip"})
    clock.advance(61)
    assert "undo-lift" not in manager.page("/manager").text
    assert manager.post("/api/v1/tickets/A001/undo-lift").status_code == 409


def test_of_two_managers_who_lift_the_same_ticket_the_second_is_told_who_was_quicker(sign_in, take):
    take("cash")
    both = [sign_in("manager", name).settled() for name in ("lin", "wang")]
    with ThreadPoolExecutor(2) as hands:
        answers = list(
            hands.map(lambda each: each.post("/api/v1/tickets/A001/lift", {"reason": "care"}), both)
        )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    told = next(answer for answer in answers if answer.status_code == 409).json()["detail"]
    assert "was already lifted by" in told


def test_a_customer_is_called_to_a_counter_now(manager, take):
    take("cash")
    take("cash")
    made = manager.post("/api/v1/tickets/A002/lift", {"reason": "operational", "counter": "2"}).json()
    assert (made["ticket"]["state"], made["ticket"]["counter"]) == ("called", "2")


def test_a_visit_that_is_owed_is_made(manager, take, clock):
    take("cash")
    assert "/visit" not in manager.page("/manager").text
    clock.advance(601)
    assert "/visit" in manager.page("/manager").text
    manager.post("/api/v1/tickets/A001/visit")
    assert "/visit" not in manager.page("/manager").text


def test_a_visit_says_what_was_done(manager, take, lobby, clock):
    ticket, cared_for = take("cash"), take("cash", ticket_class="care")
    clock.advance(601)
    page = manager.page("/manager?lang=en").text
    assert f'id="visit-machine-{ticket.label}"' in page
    assert f'id="visit-machine-{cared_for.label}"' not in page
    assert manager.post(f"/api/v1/tickets/{ticket.label}/visit", {"care": "comfort"}).status_code == 200
    assert lobby.log_of(ticket.id)[-1].facts == {"staff": "lin", "visits": 1, "care": "comfort"}
    refused = manager.post(f"/api/v1/tickets/{cared_for.label}/visit", {"care": "machine"})
    assert (refused.status_code, "nobody in care" in refused.json()["detail"]) == (409, True)
    assert manager.post(f"/api/v1/tickets/{ticket.label}/visit", {"care": "tea"}).status_code == 422


def test_a_sweep_asks_for_each_and_is_answered(manager, take, lobby, branch):
    for _ in range(branch.rules.no_shows + 2):
        take("cash")
    for _ in range(branch.rules.no_shows):
        lobby.call_next("1")
        lobby.miss("1")
    assert "/presence" in manager.page("/manager").text
    assert manager.post("/api/v1/tickets/A004/presence", {"here": True}).json()["state"] == "waiting"
    assert manager.post("/api/v1/tickets/A005/presence", {"here": False}).json()["state"] == "missed"
    assert "/presence" not in manager.page("/manager").text


def test_help_is_answered_and_duty_taken(manager, lobby):
    lobby.ask_help("person")
    assert "/help/person" in manager.page("/manager").text
    assert manager.post("/api/v1/help/person").status_code == 204
    assert manager.post("/api/v1/help/person").status_code == 409
    assert manager.post("/api/v1/duty").status_code == 204
    assert "/duty/end" in manager.page("/manager").text
    assert manager.post("/api/v1/duty/end").status_code == 204


def test_a_device_that_does_not_work_is_named_in_the_reader_s_words(manager, lobby):
    lobby.report_device("voice", "failed", "The sound output default does not play.")
    page = manager.get("/manager").text
    assert "有设备不工作 · 叫号语音" in page
    assert "<small>不能正常工作。英文说明：The sound output default does not play.</small>" in page
    lobby.report_device("board:1", "silent", "COM1 does not answer.")
    assert "没有应答。请检查电源、线缆和地址。" in manager.get("/manager").text


def test_a_box_that_joined_again_is_told_in_the_reader_s_words(manager, lobby):
    joined = finding("doctor.database_joined", first="09:00", last="09:20", count=7)
    twice = finding("doctor.number_twice", number="A501", first="09:01", second="09:02", now="A502")
    lobby.report_device("database@left", "joined", Record("2026-11-25 09:25", (joined, twice)).text)
    page = manager.get("/manager").text
    assert "2026-11-25 09:25 09:00 至 09:20 与数据库断开，期间发出的 7 个备用号已全部并入。" in page
    assert "第二张改叫 A502，请告知这位客户。" in page


def test_an_outage_is_on_the_board_until_it_is_over(manager, visit):
    told = manager.post("/api/v1/outage", {"text": {"zh_CN": "系统较慢", "en": "Slow today"}, "minutes": 10})
    assert told.status_code == 204
    board = visit("board")
    assert "系统较慢" in board.page("/board").text
    assert board.get("/api/v1/board").json()["notice"]["en"] == "Slow today"
    assert manager.post("/api/v1/outage/end").status_code == 204
    assert board.get("/api/v1/board").json()["notice"] is None


def test_a_waiting_ticket_is_sent_on_printed_again_and_cancelled(manager, take):
    take("cash")
    assert manager.post("/api/v1/tickets/A001/transfer", {"to": "noncash"}).json()["services"] == ["noncash"]
    assert manager.post("/api/v1/tickets/A001/reprint").status_code == 200
    assert manager.post("/api/v1/tickets/A001/cancel").json()["state"] == "cancelled"


@pytest.mark.parametrize("path", GETS)
def test_a_teller_does_not_see_the_floor(sign_in, take, path):
    take("cash")
    assert sign_in("teller").get(path).status_code == 403
    assert sign_in("administrator").get(path).status_code == 200


@pytest.mark.parametrize("path", POSTS)
def test_a_teller_may_do_none_of_it(sign_in, take, path):
    take("cash")
    assert sign_in("teller").post(path, POSTS[path]).status_code == 403


@pytest.mark.parametrize("path", [*POSTS, *GETS])
@pytest.mark.parametrize("app", ["staff", "board", "public"])
def test_a_stranger_may_do_none_of_it(visit, take, app, path):
    take("cash")
    stranger = visit(app)
    answer = stranger.post(path, POSTS[path]) if path in POSTS else stranger.get(path)
    assert answer.status_code in ({401} if app == "staff" else {404, 405})


def test_a_teller_s_stream_is_not_the_floor_s(sign_in):
    assert sign_in("teller").get("/api/v1/events?floor=true").status_code == 403


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "body", [[], None, 5, {"reason": 1}, {"nonsense": True}, {"services": "cash"}, {"to": ""}]
)
def test_wrong_types_get_a_sentence_and_change_nothing(manager, store, take, path, body):
    take("cash")
    answer = manager.client.post(path, json=body, headers={"X-Form-Token": manager.token})
    assert answer.status_code == 422
    assert answer.json()["detail"]
    with store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM ticket WHERE state <> 'waiting' OR lifted <> 0") == (0,)


@pytest.mark.parametrize("number", ["A999", "A0", "a001x", "%2e%2e", "A" * 50, "A9999999"])
def test_a_number_that_is_none_of_today_s_is_told(manager, number):
    for verb in ("lift", "visit", "cancel"):
        body = {"reason": "care"} if verb == "lift" else {}
        assert manager.post(f"/api/v1/tickets/{number}/{verb}", body).status_code in {404, 422}


def test_the_green_channel_s_report_is_a_page_of_the_day(manager, take, lobby, sign_in):
    assert "Nobody was lifted" in manager.page("/green-report?lang=en").text
    first, second = take("cash"), take("cash")
    lobby.lift(second.id, "m.chen", Reason.RECOVERY)
    page = manager.page("/green-report?lang=en&day=2026-11-25").text
    assert "m.chen" in page
    assert "Making good a mistake 1" in page
    assert "Nobody was lifted" in manager.page("/green-report?lang=en&day=2026-11-24").text
    assert manager.page("/green-report?day=yesterday").status_code == 422
    assert sign_in("teller").page("/green-report").status_code == 403
    assert first.label in manager.page("/manager").text


def test_less_than_a_minute_past_the_promise_is_not_late(manager, take, clock):
    take("cash")
    clock.advance(59)
    assert "past the promise" not in manager.page("/manager?lang=en").text
    clock.advance(1)
    assert "1 min past the promise" in manager.page("/manager?lang=en").text


def test_an_appointment_taken_for_a_customer_has_its_time(manager, lobby):
    body = {"services": ["cash"], "ticket_class": "appointment", "slot": "10:30"}
    number = manager.post("/api/v1/tickets", body).json()["number"]
    slot = lobby.find(number).slot
    assert slot is not None
    assert f"{slot:%Y-%m-%d %H:%M}" == "2026-11-25 10:30"
    refused = manager.post("/api/v1/tickets", {**body, "ticket_class": "vip"})
    assert (refused.status_code, "Only an appointment has a time" in refused.json()["detail"]) == (409, True)
    assert manager.post("/api/v1/tickets", {**body, "slot": "25:00"}).status_code == 422
