"""The line itself: trusted, bounded, and never led elsewhere."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from config.rating import Endpoint
from kiosk.relay.answer import Meaning
from kiosk.relay.line import Line, Post
from kiosk.relay.parcel import Destination, Parcel
from tests.kiosk.relay.receiver import Receiver, receiving

PARCEL = Parcel(1, Destination.SCORING, 1, "uid-1", '{"ticket":{"id":"A001"}}')


def sent(url, *parcels, authority=None, timeout_s=5.0):
    async def work():
        line = Line(Post(Endpoint(url=url, timeout_s=timeout_s), Destination.SCORING, bytes(32), authority))
        answers = [await line.send(parcel) for parcel in parcels or (PARCEL,)]
        await line.close()
        return answers

    return asyncio.run(work())


async def talk(words, meet):
    """A server of few words: answers each connection like this."""
    server = await asyncio.start_server(meet, "127.0.0.1", 0)
    async with server:
        return await words(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")


def told_by(script, timeout_s=5.0):
    """What the line makes of a server that plays a script of bytes and pauses."""

    async def meet(reader, writer):
        await reader.readuntil(b"}}")
        with suppress(asyncio.CancelledError):
            for piece in script:
                if isinstance(piece, float):
                    await asyncio.sleep(piece)
                else:
                    writer.write(piece)
        writer.close()

    async def words(url):
        line = Line(Post(Endpoint(url=url, timeout_s=timeout_s), Destination.SCORING, bytes(32)))
        answer = await line.send(PARCEL)
        await line.close()
        return answer

    return asyncio.run(talk(words, meet))


def test_a_connection_serves_many_messages():
    with receiving(Receiver(verify=False)) as server:
        answers = sent(server.url, *[PARCEL] * 5)
    assert {answer.meaning for answer in answers} == {Meaning.DELIVERED}


def test_nobody_there_is_told():
    (answer,) = sent("http://127.0.0.1:1")
    assert (answer.meaning, answer.detail) == (Meaning.LATER, "no connection")


def test_a_reply_with_news_before_it_is_heard_to_its_end():
    script = [b"HTTP/1.1 103 Early Hints\r\n\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]
    assert told_by([*script, b"2\r\nok\r\n0\r\n\r\n"]).meaning is Meaning.DELIVERED
    assert told_by([*script, b"2\r\nok\r\n"]).meaning is Meaning.LATER


@pytest.mark.parametrize(
    "script",
    [
        [],
        [b"HTTP/1.1 2"],
        [b"\x16\x03\x01\x00"],
        [b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello"],
        [b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"],
    ],
)
def test_what_is_no_whole_answer_means_later(script):
    assert told_by(script).meaning is Meaning.LATER


def test_a_server_whose_clock_is_far_from_ours_refuses_nothing_for_good():
    head = b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n"
    answer = told_by([head, b"Date: Sat, 01 Jan 2022 00:00:00 GMT\r\n\r\n"])
    assert answer.meaning is Meaning.LATER
    assert "this box's clock is" in answer.detail
    assert told_by([head, b"\r\n"]).meaning is Meaning.REFUSED


def test_a_server_that_dribbles_is_given_up_in_time():
    dribble = [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", *[b"x", 0.05] * 200]
    answer = told_by(dribble, timeout_s=0.2)
    assert (answer.meaning, answer.detail) == (Meaning.LATER, "no answer in time")


def test_a_server_that_never_stops_talking_is_believed_by_its_first_line():
    answer = told_by([b"HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n", b"x" * 200_000])
    assert answer.meaning is Meaning.DELIVERED


TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"
UNASKED = b"HTTP/1.1 422 No\r\nContent-Length: 0\r\n\r\n"


@pytest.mark.parametrize("later", [False, True])
def test_an_answer_to_nobodys_question_is_not_taken_for_the_next_ones(later):
    """A proxy says 408 to a line unused, a server answers twice: the next rating is not meant."""
    lines, heard, said = [], asyncio.Event(), asyncio.Event()

    async def meet(reader, writer):
        lines.append(writer)
        with suppress(asyncio.IncompleteReadError):
            await reader.readuntil(b"}}")
            if len(lines) > 1:
                writer.write(TAKEN)
            elif later:
                writer.write(TAKEN)
                await heard.wait()
                writer.write(UNASKED)
            else:
                writer.write(TAKEN + UNASKED)
            await writer.drain()
            said.set()
            await reader.read()
        writer.close()

    async def words(url):
        line = Line(Post(Endpoint(url=url), Destination.SCORING, bytes(32)))
        first = await line.send(PARCEL)
        heard.set()
        await said.wait()
        for _ in range(3):
            # Until the loop has looked at its sockets.
            await asyncio.sleep(0)
        second = await line.send(PARCEL)
        await line.close()
        return first, second

    first, second = asyncio.run(talk(words, meet))
    assert (first.meaning, second.meaning) == (Meaning.DELIVERED, Meaning.DELIVERED)
    assert len(lines) == 2


@pytest.fixture
def certificate(tmp_path):
    from ui.web import tls  # noqa: PLC0415

    return tls.generated(tmp_path / "tls", datetime.now(UTC))


def test_only_a_server_with_a_certificate_that_is_trusted_gets_anything(certificate):
    heard = []

    async def meet(reader, writer):
        heard.append(await reader.readuntil(b"}}"))
        writer.write(b"HTTP/1.1 204 No Content\r\n\r\n")
        writer.close()

    async def work():
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate.chain, certificate.key)
        server = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=context)
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        answers = []
        async with server:
            for authority in (None, certificate.chain):
                line = Line(Post(Endpoint(url=url), Destination.SCORING, bytes(32), authority))
                answers.append(await line.send(PARCEL))
                await line.close()
        return answers

    stranger, trusted = asyncio.run(work())
    assert (stranger.meaning, len(heard)) == (Meaning.LATER, 1)
    assert stranger.detail.startswith("its certificate is not trusted: ")
    assert trusted.meaning is Meaning.DELIVERED
