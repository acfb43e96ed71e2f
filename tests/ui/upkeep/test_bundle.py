"""The bundle for support: nothing of a person and no secret in it, whatever the store and the files hold."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from contextlib import closing
from datetime import datetime
from pathlib import Path

import apsw
import pytest

from config.branch import SAMPLE
from kiosk.event import Kind
from kiosk.issuing import IssueRequest
from ui.cli.setting import Setting
from ui.upkeep import bundle as bundling
from ui.upkeep.bundle import bundle
from ui.upkeep.own_words import impersonal
from ui.upkeep.plain_log import plain
from ui.upkeep.unsecret import LEFT_OUT, SecretError, bare, configuration, require_no_secret, secrets_of

NOW = datetime.fromisoformat("2026-11-25T09:30:00+08:00")
MARK = "PERSONALMARK"
WRITTEN_BY_US = {
    "at": "2026-11-25T09:29:00+08:00",
    "mark": "2026-11-25T09:29:00+08:00",
    "since": "2026-11-25T09:29:00+08:00",
    "day": "2026-11-24",
    "opened_at": "2026-11-24T09:00:00+08:00",
    "closed_at": "2026-11-24T19:00:00+08:00",
    "counter": "1",
    "prefix": "Z",
    "fate": "waiting",
    "destination": "scoring",
    "state": "failed",
}
"""Columns whose few words are the program's: a mark there would be nobody's, and could not be read."""
NAMED_BY_THE_BANK = {("device", "id"): "relay", ("box", "name"): "kiosk-a"}
"""Machines have names, and are nobody."""
FACTS = (
    *("staff", "reason", "comment", "contact", "to", "owner", "text", "words", "request_id", "kind", "why"),
    *("form", "forms"),
)
FACTS_OF_OURS = (
    "deed",
    "state",
    "prefix",
    "class",
    "device",
    "part",
    "zone",
    "language",
    "slot",
    "number",
    "ahead",
)


@pytest.fixture
def here(tmp_path: Path) -> Setting:
    folder = tmp_path / "branch"
    shutil.copytree(SAMPLE, folder)
    return Setting(folder, tmp_path / "data", NOW)


def mark_every_table(data: Path) -> set[str]:
    """A row in every table, and one of every kind in the log, with a mark wherever words can stand."""
    with closing(apsw.Connection(str(data / "lobby.db"))) as store:
        tables = [row[0] for row in store.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            if table in {"migration", "business_day"} or table.startswith("sqlite_"):
                continue
            about = list(store.execute(f"PRAGMA table_info({table})"))
            for number, kind in enumerate(Kind if table == "event" else ("",), 900_000):
                values = [
                    _value(table, name, kind, number) if type_ == "TEXT" else number
                    for _, name, type_, *_ in about
                ]
                store.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
        return set(tables)


def _value(table: str, column: str, kind: str, number: int) -> str:
    if (table, column) == ("event", "kind"):
        return kind
    if (table, column) in NAMED_BY_THE_BANK:
        return NAMED_BY_THE_BANK[table, column]
    if column == "facts":
        # Where a name of ours is looked for, words that are none.
        return json.dumps(dict.fromkeys((*FACTS, *FACTS_OF_OURS), f"{MARK} {table} {kind}"))
    return WRITTEN_BY_US.get(column) or f"{MARK}-{table}-{column}-{number}"


def opened(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as found:
        return {name: found.read(name).decode() for name in found.namelist()}


def test_no_mark_of_any_table_is_in_the_bundle(here, monkeypatch):
    with closing(here.store()) as store:
        here.lobby(store).issue(IssueRequest(("cash",), "touch"))
    tables = mark_every_table(here.data)
    assert {
        "rating",
        "case_file",
        "outbox",
        "notice",
        "staff",
        "staff_log",
        "screen",
        "appointment",
    } <= tables
    # Secrets are searched for by themselves: here the mark must not be in it to begin with.
    monkeypatch.setattr(bundling, "require_no_secret", lambda *_: None)
    made = opened(bundle(here))
    assert {"findings.json", "events.jsonl", "devices.json", "metrics.txt"} <= made.keys()
    assert [name for name, text in made.items() if MARK in text] == []
    told = [json.loads(line) for line in made["events.jsonl"].splitlines()]
    assert {each["kind"] for each in told} == set(Kind)


def test_the_check_of_the_marks_notices_one(here):
    with closing(here.store()):
        mark_every_table(here.data)
    with closing(here.store()) as store, store.read() as cursor:
        told = [row[0] for row in cursor.all("SELECT facts FROM event WHERE kind = 'rated'")]
    assert MARK in told[0]
    assert plain(json.loads(told[0])) == {}


def test_configuration_goes_without_secrets_and_names_in_addresses(here):
    rating = here.config / "rating.toml"
    text = rating.read_text().replace(
        'url = ""', 'url = "https://lin:hunter22@scoring.bank.example/api?token=abc123def"', 1
    )
    rating.write_text(
        f"# whsec_comment0123\n{text}".replace('secret_file = ""', 'secret_file = "secret.txt"', 1)
    )
    (here.config / "secret.txt").write_text("whsec_aVeryLongSecretOfTheBank\n")
    (here.config / "calendar.toml").write_text(
        'password = "correct horse"\nstore = "host=db password=geheim77 user=lobby"\n'
    )
    told = configuration(here.config)
    assert "https://scoring.bank.example/api" in json.dumps(told["rating.toml"])
    assert told["calendar.toml"] == {
        "password": LEFT_OUT,
        "store": f"host=db password={LEFT_OUT} user={LEFT_OUT}",
    }
    for secret in ("hunter22", "abc123def", "whsec", "correct horse", "geheim77", "secret.txt"):
        assert secret not in json.dumps(told)
    files = opened(bundle(here))
    assert "whsec_aVeryLongSecretOfTheBank" not in "".join(files.values())


def test_a_file_that_no_branch_has_stays_on_the_box(here):
    (here.config / "notes.toml").write_text('manager = "Lin Xia, 13900000000"\n')
    assert "branch.toml" in configuration(here.config)
    assert "notes.toml" not in configuration(here.config)


@pytest.mark.parametrize(
    "secret", ["pa'ssword", "pa/ssword", "pa?ssword", "pa#ssword", 'pa"ssword', "pa@ssword"]
)
def test_no_letter_of_a_password_ends_an_address_too_early(here, secret):
    quoted = json.dumps(f"postgresql://lobby:{secret}@10.0.0.5/lobby?sslmode=require")
    (here.config / "calendar.toml").write_text(f"store = {quoted}\n")
    assert configuration(here.config)["calendar.toml"] == {"store": "postgresql://10.0.0.5/lobby"}
    assert secret in set(secrets_of(here.config))


def test_a_quote_in_a_quoted_password_does_not_end_it():
    assert bare(r"PGPASSWORD='it\'s secret' host=db") == f"PGPASSWORD={LEFT_OUT} host=db"


@pytest.mark.parametrize("secret", ["hunter22", "whsec_aVeryLongSecretOfTheBank"])
def test_a_secret_that_got_in_all_the_same_ends_it(here, monkeypatch, secret):
    (here.config / "calendar.toml").write_text(
        'url = "https://lin:hunter22@bank.example/"\nsecret_file = "secret.txt"\n'
    )
    (here.config / "secret.txt").write_text("whsec_aVeryLongSecretOfTheBank\n")
    monkeypatch.setattr(bundling, "journal", lambda: f"web: {secret}\n")
    with pytest.raises(SecretError, match=r"journal\.txt would have told a secret"):
        bundle(here)


def test_short_words_are_no_secrets():
    require_no_secret([("a.txt", b"the pin is 1234")], ["1234", ""])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("GET /t/ABCDEFGHIJKLMNOP 200", "GET /t/… 200"),
        ("asked by lin.hua@bank.example today", "asked by … today"),
        ("notice to +86 138 0013 8000 failed", "notice to … failed"),
        ("card 6222021234567890128.", "card …."),
        ("2026-11-25T09:30:00+0800 web: print job 123456 is cut", None),
        ("11010519491231002X", "…"),
        ("took 12.345678 s at 0x7f34d2de4210", None),
    ],
)
def test_a_line_of_the_journal_names_nobody(line, told):
    assert impersonal(line) == (line if told is None else told)


def test_it_stays_small_whatever_was_written(here, monkeypatch):
    with closing(here.store()) as store:
        here.lobby(store).issue(IssueRequest(("cash",), "touch"))
    noise = "".join(
        f"{number * 2654435761 % 2**32:08x}{number * 40503 % 65536:04x}\n" for number in range(12_000)
    )
    monkeypatch.setattr(bundling, "journal", lambda: noise)
    monkeypatch.setattr(bundling, "LARGEST", 60_000)
    made = bundle(here)
    assert len(made) <= 60_000
    assert opened(made)["journal.txt"].endswith(noise[-500:])


def test_a_store_that_cannot_be_read_does_not_keep_anybody_from_it(here):
    here.data.mkdir()
    (here.data / "lobby.db").write_bytes(b"no database, " * 1_000)
    made = opened(bundle(here))
    assert "could not be used" in made["store.txt"] or "not a database" in made["store.txt"]
    assert any(not part["fine"] for part in json.loads(made["findings.json"]))


def test_the_command_writes_it_where_it_was_told_and_notes_that(here, tmp_path, capsys, monkeypatch):
    from ui.cli import main  # noqa: PLC0415

    out = tmp_path / "for-support.zip"
    words = ["--config", str(here.config), "--data", str(here.data), "--clock", "2026-11-25T09:30"]
    assert main(["support", "--out", str(out), *words]) == 0
    assert "README.txt in it says what is in it" in capsys.readouterr().err
    with closing(here.store()) as store, store.read() as cursor:
        assert cursor.one("SELECT count(*) FROM event WHERE kind = 'serviced'") == (1,)
    monkeypatch.chdir(tmp_path)
    assert main(["support", *words]) == 0
    assert len(list(tmp_path.glob("lobby-support-*-2026-11-25-0930.zip"))) == 1
