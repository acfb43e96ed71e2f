"""Ratings as relays send them, signed by the reference library of Standard Webhooks."""

from __future__ import annotations

import itertools
import json
import uuid
from datetime import UTC, datetime
from typing import Any

from standardwebhooks import Webhook

_count = itertools.count(1)


def rating(unit: str = "east", score: int = 5, **more: Any) -> dict[str, Any]:
    """A rating of a ticket that nobody rated before."""
    place = next(_count)
    moment = "2026-11-25T09:50:00+08:00"
    return {
        "id": str(uuid.UUID(int=place, version=4)),
        "branch": unit,
        "ticket": {
            "id": f"t{place}",
            "number": f"A{place % 1000:03d}",
            "business_date": "2026-11-25",
            "services": ["cash"],
            "zone": "cash",
            "class": "ordinary",
        },
        "counter": "3",
        "teller": "zhou",
        "score": score,
        "reasons": [] if score > 2 else ["waiting"],
        "comment": "",
        "call_manager": False,
        "channel": "phone",
        "rated_at": moment,
        "issued_at": "2026-11-25T09:20:00+08:00",
        "called_at": "2026-11-25T09:40:00+08:00",
        "finished_at": "2026-11-25T09:48:00+08:00",
        "wait_s": 1200,
        "service_s": 480,
        **more,
    }


def signed(
    secret: str, value: dict[str, Any], at: datetime, *, uid: str = "", body: str = ""
) -> tuple[dict[str, str], bytes]:
    """Headers and body; `uid` and `body` stand for the rating's own where a test lies."""
    written = body or json.dumps(value, ensure_ascii=False)
    at = at.astimezone(UTC)  # the library takes the hands of the clock for UTC
    named = uid or str(value.get("id", "msg"))
    headers = {
        "content-type": "application/json",
        "webhook-id": named,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(secret).sign(named, at, written),
    }
    return headers, written.encode()
