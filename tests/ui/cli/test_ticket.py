"""`kiosk ticket` and `kiosk call` as a technician types them."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from PIL import Image


def test_an_issued_ticket_says_all_that_was_promised(kiosk):
    value = kiosk("ticket", "issue", "--service", "cash", "--json").value
    assert value["number"] == "A001"
    assert value["id"] == "2026-11-25-A001"
    assert (value["zone"], value["services"], value["class"]) == ("cash", ["cash"], "ordinary")
    assert (value["ahead"], value["wait"]) == (0, {"p50_s": 0, "p90_s": 0})
    assert re.fullmatch(r"2026-11-25T10:00:0[0-9.]+\+08:00", value["issued_at"])
    assert re.fullmatch("[A-Z2-7]{29}", value["token"])
    assert value["print_job"] == 1


def test_the_same_request_id_gives_the_same_ticket(kiosk):
    first = kiosk("ticket", "issue", "--service", "cash", "--request-id", "r1", "--json").value
    again = kiosk("ticket", "issue", "--service", "cash", "--request-id", "r1", "--json").value
    assert first == again


def test_an_appointment_has_its_time(kiosk):
    words = ("ticket", "issue", "--service", "cash", "--class")
    value = kiosk(*words, "appointment", "--slot", "10:30", "--json").value
    assert value["class"] == "appointment"
    assert "Only an appointment has a time" in kiosk(*words, "vip", "--slot", "10:30").err
    assert kiosk(*words, "appointment", "--slot", "teatime").code == 2


def test_several_services_go_on_one_ticket(kiosk):
    value = kiosk("ticket", "issue", "--service", "cash", "--service", "noncash", "--json").value
    assert value["services"] == ["cash", "noncash"]
    assert value["counters"] == ["3"]


def test_without_json_a_person_reads_one_line(kiosk):
    assert kiosk("ticket", "issue", "--service", "cash").out == "A001: waiting, cash, zone cash\n"


def test_after_hours_the_next_opening_is_told_and_the_code_is_1(kiosk):
    answer = kiosk("ticket", "issue", "--service", "cash", "--clock", "2026-11-25T22:00")
    assert (answer.code, answer.out) == (1, "")
    assert "back at 2026-11-26 09:00" in answer.err


@pytest.mark.parametrize("words", [("--service", "gold"), ("--service", "cash", "--language", "fr")])
def test_what_the_branch_does_not_have_is_a_sentence_and_code_1(kiosk, words):
    answer = kiosk("ticket", "issue", *words)
    assert answer.code == 1
    assert words[-1] in answer.err
    assert "Traceback" not in answer.err


def test_a_wrong_word_is_code_2(kiosk):
    assert kiosk("ticket", "issue", "--service", "cash", "--class", "royal").code == 2
    assert kiosk("ticket").code == 2
    assert kiosk("ticket", "render", "--out", "x.gif", "--sample").code == 2


def test_a_time_that_is_none_is_told(kiosk):
    answer = kiosk("ticket", "issue", "--service", "cash", "--clock", "teatime")
    assert answer.code == 2
    assert "'teatime' is no time" in answer.err


def test_a_ticket_shows_its_state_and_its_log(kiosk):
    kiosk("ticket", "issue", "--service", "cash")
    kiosk("call", "next", "--counter", "1")
    value = kiosk("ticket", "show", "A001", "--json").value
    assert (value["state"], value["counter"]) == ("called", "1")
    assert [entry["event"] for entry in value["log"]] == ["issued", "print_queued", "called"]
    assert value["print"] == {"job": 1, "copy": 0, "state": "queued", "detail": ""}


def test_a_number_that_was_not_issued_is_told(kiosk):
    kiosk("ticket", "issue", "--service", "cash")
    assert "B007 was not issued today" in kiosk("ticket", "show", "B007").err
    assert "is no ticket number" in kiosk("ticket", "show", "7-11").err


def test_a_whole_visit_at_the_counter(kiosk):
    kiosk("ticket", "issue", "--service", "cash")
    steps = [
        kiosk("call", step, "--counter", "1", "--json").value["state"]
        for step in ("next", "recall", "start", "finish")
    ]
    assert steps == ["called", "called", "serving", "finished"]


def test_next_on_an_empty_queue_is_null_and_done(kiosk):
    answer = kiosk("call", "next", "--counter", "1", "--json")
    assert (answer.code, answer.value) == (0, None)


def test_a_missed_ticket_comes_back_by_its_number(kiosk):
    kiosk("ticket", "issue", "--service", "cash")
    kiosk("call", "next", "--counter", "1")
    kiosk("call", "miss", "--counter", "1")
    assert kiosk("call", "return", "--counter", "1", "--ticket", "A001", "--json").value["state"] == "waiting"
    assert kiosk("call", "return", "--counter", "1").code == 2


def test_an_unknown_counter_is_told_with_those_there_are(kiosk):
    answer = kiosk("call", "next", "--counter", "9")
    assert (answer.code, "there are 1, 2, 3" in answer.err) == (1, True)


def test_a_reprint_of_a_ticket_still_to_be_printed_is_no_second_copy(kiosk):
    kiosk("ticket", "issue", "--service", "cash")
    assert kiosk("ticket", "reprint", "A001", "--json").value["copy"] == 0


def test_the_paper_as_a_picture_carries_the_ticket_s_own_code(kiosk, tmp_path):
    token = kiosk("ticket", "issue", "--service", "cash", "--json").value["token"]
    assert kiosk("ticket", "render", "A001", "--out", tmp_path / "a.png").code == 0
    assert zxingcpp.read_barcode(Image.open(tmp_path / "a.png")).text == f"HTTPS://Q.BANK.EXAMPLE/T/{token}"


def test_the_paper_as_bytes_is_what_the_profile_s_printer_gets(kiosk, tmp_path):
    for profile in ("generic-80", "generic-58", "latin-80"):
        assert (
            kiosk(
                "ticket", "render", "--sample", "--out", tmp_path / f"{profile}.bin", "--profile", profile
            ).code
            == 0
        )
    narrow, wide = ((tmp_path / f"generic-{size}.bin").read_bytes() for size in (58, 80))
    assert "个人现金".encode("gb18030") in narrow
    assert narrow != wide


def test_an_unknown_profile_is_told(kiosk, tmp_path):
    answer = kiosk("ticket", "render", "--sample", "--out", tmp_path / "a.png", "--profile", "generic-8")
    assert answer.code == 1
    assert "generic-8" in answer.err


def test_a_ticket_carries_the_codes_of_forms_and_says_so(kiosk):
    value = kiosk(
        "ticket", "issue", "--service", "cash", "--form", "ab12cd34", "--form", "EF56", "--json"
    ).value
    assert value["forms"] == ["AB12CD34", "EF56"]
    assert "forms: AB12CD34 EF56\n" in kiosk("ticket", "show", "A001").out
    assert kiosk("ticket", "show", "A001", "--json").value["forms"] == ["AB12CD34", "EF56"]
    refused = kiosk("ticket", "issue", "--service", "cash", "--form", "secret-1")
    assert refused.code == 1
    assert "4 to 12 letters and digits" in refused.err
    assert "secret-1" not in refused.err
