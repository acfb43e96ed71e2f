"""What may change the box during a first start: takes the wishes of screen and pages, and answers each.

It runs with rights that neither of them has, and so it takes nothing on trust: a branch's file is opened with
bounds, and checked as `kiosk config check` does before anything is replaced; an address, a link or a time is
one of what may be said, or refused with a sentence.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from config.adoption import adopt, complete, files_of
from config.box_network import BoxNetwork, WrongNetwork, network_of
from config.branch import ConfigError, load
from config.branch_file import MOST_BYTES, NoBranchFile, opened
from config.printer_choice import NotWritten, with_printer
from kiosk.commissioning.record import read_bytes, write_json
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.wishes import Answer, Want, Wish, answered, taken

STICK_FILE = "lobby-branch.zip"
_EARLIEST, _LATEST = datetime(2025, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_DEVICES = "devices.toml"
_log = logging.getLogger(__name__)


class Box(Protocol):
    """The machine itself."""

    def facts(self, server: str) -> dict[str, Any]:
        """What is plugged in, which address, what time; whether that server answers."""

    def links(self) -> list[str]:
        """Where a printer may be plugged in."""

    def set_network(self, network: BoxNetwork) -> None: ...

    def set_clock(self, moment: datetime) -> None: ...


class Refused(Exception):
    """A wish that is not done; `reason` is why in one word, and the sentences say more."""

    def __init__(self, reason: str, *says: str, what: str = "") -> None:
        super().__init__(*says)
        self.reason = reason
        self.says = says
        self.what = what


@dataclass(frozen=True, slots=True)
class SettingUp:
    """One box to be set up."""

    rooms: Rooms
    config: Path
    box: Box
    is_fresh: Callable[[], bool | None]
    """Whether the store is as delivered; None where nobody can say."""
    stick: Path | None = None
    """Where a USB stick is to be read, if one is plugged in."""
    profiles: Callable[[], Mapping[str, str]] = dict
    """The printer profiles there are, with their names."""
    prepared: Collection[str] | None = None
    """The wishes for which a stick was looked for; None where one is always at hand."""
    changed: Callable[[str], None] = lambda _word: None
    """Told what the box has to take anew: `branch`, `printer`, `network`."""

    def work(self) -> int:
        """Finish what was interrupted, and do every wish; how many there were."""
        if complete(self.config):
            self._has_adopted()
        count = 0
        for wish, content in taken(self.rooms, self.prepared):
            count += 1
            answered(self.rooms, self._answer(wish, content))
        if not count:
            self._close_if_over()
        return count

    def _close_if_over(self) -> None:
        """A box that serves already, such as one that was upgraded, never offers a first start."""
        if self.rooms.done.exists():
            return
        if self.rooms.ended.exists():
            # Ended on the screen, and the wish that said so was lost to a power cut.
            write_json(self.rooms.done, {"why": "ended"})
        elif not self.rooms.begun.exists() and self.is_fresh() is False:
            write_json(self.rooms.done, {"why": "at work before"})

    def _answer(self, wish: Wish, content: bytes) -> Answer:
        try:
            self._refuse_unless_open()
            return Answer(wish.id, fine=True, facts=self._do(wish, content))
        except Refused as refused:
            facts = {"what": refused.what} if refused.what else {}
            return Answer(wish.id, fine=False, reason=refused.reason, says=refused.says, facts=facts)
        except OSError as error:
            _log.warning("The wish %s could not be done: %s", wish.want, error)
            says = f"{error.filename or 'The box'}: {error.strerror}."
            return Answer(wish.id, fine=False, reason="box", says=(says,))

    def _refuse_unless_open(self) -> None:
        if self.rooms.done.exists():
            raise Refused("over", "The first start of this box is over.")
        if self.rooms.begun.exists():
            return
        fresh = self.is_fresh()
        if fresh is None:
            # Not begun by whoever waits until the store is away: it may know of a box that serves.
            raise Refused("box", "The store does not answer: only it knows whether this box serves already.")
        if not fresh:
            raise Refused("over", "This box serves already: it has no first start.")
        write_json(self.rooms.begun, {})

    def _do(self, wish: Wish, content: bytes) -> dict[str, Any]:
        match wish.want:
            case Want.LOOK:
                return self._look()
            case Want.STICK:
                return self._adopt(self._from_stick())
            case Want.BRANCH:
                return self._adopt(content)
            case Want.PRINTER:
                return self._choose_printer(wish.facts)
            case Want.NETWORK:
                return self._set_network(wish.facts)
            case Want.CLOCK:
                return self._set_clock(wish.facts)
            case Want.FINISH:
                write_json(self.rooms.done, {})
                return {}

    def _look(self) -> dict[str, Any]:
        try:
            server = load(self.config).relay.scoring.url
        except ConfigError:
            server = ""
        return {**self.box.facts(server), "links": self.box.links(), "profiles": dict(self.profiles())}

    def _from_stick(self) -> bytes:
        if self.stick is None or not self.stick.is_dir():
            raise Refused("no_stick", "No USB stick is plugged in, or it is not formatted as FAT or exFAT.")
        content = read_bytes(self.stick / STICK_FILE, MOST_BYTES + 1)
        if not content:
            raise Refused("no_file", f"There is no {STICK_FILE} on the USB stick.")
        return content

    def _adopt(self, content: bytes) -> dict[str, Any]:
        try:
            files = opened(content)
        except NoBranchFile as error:
            raise Refused(error.reason, str(error), what=error.what) from None
        faults = adopt(self.config, files)
        if faults:
            raise Refused("faults", *map(str, faults))
        self._has_adopted()
        return {"files": len(files)}

    def _has_adopted(self) -> None:
        # Every part starts afresh with it, so that whoever asked for it is another by then.
        write_json(self.rooms.adopted, {})
        self.changed("branch")

    def _choose_printer(self, said: Mapping[str, Any]) -> dict[str, Any]:
        profile, link = said.get("profile"), said.get("link")
        if profile not in self.profiles():
            raise Refused("profile", f"There is no printer profile {str(profile)[:40]!r}.")
        if not isinstance(link, str) or link not in {*self.box.links(), *self._own_link()}:
            raise Refused("link", f"Nothing is plugged in at {str(link)[:80]!r}.")
        files = files_of(self.config)
        try:
            text = with_printer(files[_DEVICES].decode(), profile=str(profile), link=link)
        except (NotWritten, KeyError, ValueError) as error:
            raise Refused("faults", f"{_DEVICES} can't be changed: {error}") from None
        if faults := adopt(self.config, {**files, _DEVICES: text.encode()}):
            raise Refused("faults", *map(str, faults))
        self.changed("printer")
        return {}

    def _own_link(self) -> list[str]:
        """The branch's own choice, which may be on the network."""
        try:
            printer = load(self.config).printer
        except ConfigError:
            return []
        return [printer.link] if printer else []

    def _set_network(self, said: Mapping[str, Any]) -> dict[str, Any]:
        try:
            network = network_of(said)
        except WrongNetwork as error:
            raise Refused(error.reason, str(error), what=error.field) from None
        self.box.set_network(network)
        self.changed("network")
        return {}

    def _set_clock(self, said: Mapping[str, Any]) -> dict[str, Any]:
        self.box.set_clock(_moment(said.get("time")))
        self.changed("clock")
        return {}


def _moment(said: object) -> datetime:
    try:
        moment: datetime | None = datetime.fromisoformat(str(said))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None or not _EARLIEST <= moment < _LATEST:
        raise Refused("time", f"{str(said)[:40]!r} is no time that a clock may be set to.")
    return moment
