"""What a customer says on the phone's rating page, and what is kept of it."""

from __future__ import annotations

from kiosk.rating import tables


def said(lobby, ticket):
    with lobby.site.store.read() as cursor:
        return tables.rating_of(cursor, ticket.id)


def ratings(store):
    with store.read() as cursor:
        return tables.ratings(cursor, "1 = 1")


def rate(phone, token, **fields):
    sent = {"score": "5", **fields}
    return phone.client.post(f"/t/{token}/rating", data=sent, headers={"Accept": "text/html"})
