"""The tablet's checks: two taps an item, without a script, and for lobby managers only."""

from __future__ import annotations

import json
import re

import pytest


@pytest.fixture
def manager(sign_in):
    return sign_in("manager", "chen")


def sent(store):
    with store.read() as cursor:
        rows = cursor.all("SELECT body FROM outbox WHERE destination = 'checks' ORDER BY id")
    return [json.loads(body)["items"] for (body,) in rows]


def uid_of(page):
    return re.search(r'name="uid" value="([0-9a-f-]{36})"', page)[1]


def round_of(page, **other):
    names = dict.fromkeys(re.findall(r'name="(see\.[a-z-]+)" value="ok"', page), "ok")
    return {**names, "uid": uid_of(page), **other}


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_round_is_sent_and_shown(manager, store, phrases, language):
    t = phrases[language]
    page = manager.page(f"/checks?lang={language}").text
    assert t("checks.not_yet") in page
    form = round_of(page, **{"see.lobby": "fault", "words.lobby": "门口有水"})
    assert manager.form(f"/checks?lang={language}", **form).status_code == 303
    (items,) = sent(store)
    assert {each["id"]: each["ok"] for each in items}["lobby"] is False
    assert len(items) == 6
    after = manager.page(f"/checks?lang={language}").text
    assert "门口有水" in after
    assert t("checks.fault") in after
    assert t("checks.again") in after


def test_what_ran_out_is_told_and_taken_back(manager, store, phrases):
    t, page = phrases["zh_CN"], manager.page("/checks").text
    manager.form("/checks", **{"uid": uid_of(page), "see.forms": "fault"})
    page = manager.page("/checks").text
    assert t("checks.filled") in page
    manager.form("/checks", **{"uid": uid_of(page), "see.forms": "ok"})
    assert sent(store) == [[{"id": "forms", "ok": ok, "words": ""}] for ok in (False, True)]
    assert t("checks.filled") not in manager.page("/checks").text


def test_a_form_that_is_sent_twice_counts_once(manager, store):
    form = round_of(manager.page("/checks").text)
    for _ in range(2):
        assert manager.form("/checks", **form).status_code == 303
    assert len(sent(store)) == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"uid": "x", "see.forms": "ok"}, "not whole"),
        ({"see.forms": "perhaps"}, "it is ok or fault"),
        ({"see.roof": "ok"}, "is nothing that"),
        ({"see.forms": "fault", "words.forms": "x" * 201}, "at most 200 characters"),
        ({}, "one thing at least"),
    ],
)
def test_a_wrong_form_gets_a_page_with_a_sentence(manager, store, fields, sentence):
    refused = manager.form("/checks", **{"uid": "0b50f8a8-0000-4000-8000-000000000001", **fields})
    assert refused.status_code == 422
    assert sentence in refused.text
    assert sent(store) == []


def test_a_form_that_was_changed_after_it_was_sent_is_not_lost_in_silence(manager, store):
    form = round_of(manager.page("/checks").text)
    manager.form("/checks", **form)
    changed = manager.form("/checks", **{**form, "see.lobby": "fault"})
    assert (changed.status_code, "sent already" in changed.text) == (409, True)
    assert len(sent(store)) == 1


def test_programs_may_look_and_tell(manager, store):
    body = {"items": [{"item": "glasses", "ok": False}], "request_id": "0b50f8a8-0000-4000-8000-000000000001"}
    said = manager.post("/api/v1/checks", body).json()
    assert manager.post("/api/v1/checks", body).json() == manager.get("/api/v1/checks").json() == said
    assert [each["item"] for each in said if each["ok"] is False] == ["glasses"]
    assert len(sent(store)) == 1


@pytest.mark.parametrize("body", [{}, {"items": []}, {"items": [{"item": "forms"}]}, {"items": 5}, []])
def test_wrong_types_are_named(manager, body):
    assert manager.post("/api/v1/checks", body).status_code == 422


@pytest.mark.parametrize("items", [[{"item": "roof", "ok": True}], [{"item": "forms", "ok": True}] * 2])
def test_wrong_values_are_named(manager, store, items):
    assert manager.post("/api/v1/checks", {"items": items}).status_code == 422
    assert sent(store) == []


def test_a_teller_and_a_stranger_have_no_checks(sign_in, visit):
    teller = sign_in("teller")
    assert teller.page("/checks").status_code == 403
    assert teller.post("/api/v1/checks", {"items": [{"item": "forms", "ok": True}]}).status_code == 403
    assert visit("public").page("/checks").status_code == 404
    assert visit("staff").post("/api/v1/checks", {}).status_code == 401


def test_the_tablet_leads_there(manager):
    assert 'href="/checks"' in manager.page("/manager").text
