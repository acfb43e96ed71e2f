"""The inside of a virtual printer: buffer, head, cutter and what it says about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from config.profile import Evidence, Hanzi, PrinterProfile
from drivers.virtual.identity import identity
from drivers.virtual.nv_memory import NvMemory
from drivers.virtual.presenter import Deed, VirtualPresenter
from drivers.virtual.sensors import (
    Roll,
    Sensors,
    automatic_status,
    ejector_status,
    full_status,
    paper_status,
    real_time_status,
    star_status,
)
from drivers.virtual.sheet import Sheet
from printer.decoder import Decoder
from printer.logo import ACK
from printer.operations import (
    AutoStatus,
    CounterRequest,
    Cut,
    Eject,
    Fence,
    Forget,
    IdentityRequest,
    Mark,
    Operation,
    PrintKept,
    RealTime,
    Skipped,
    StatusRequest,
    Store,
    StoredRequest,
)
from printer.realtime import RealTimeEar, begins

DLE = b"\x10"
STATUS = tuple(bytes((0x10, 0x04, n)) for n in range(1, 5))
FULL_STATUS = bytes((0x10, 0x04, 0x14))
STAR_STATUS = bytes((0x1B, 0x06, 0x01))
RESUME = bytes((0x10, 0x05, 0x01))
RECOVER = bytes((0x10, 0x05, 0x02))
CLEAR = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
CLEARED = bytes.fromhex("37 25 00")

BUSY_BELOW = 128
"""Free bytes of the buffer below which the host is held..."""
READY_ABOVE = 256
"""...and above which it is let go again (TM-T88III, receive buffer)."""
ON_ITS_WAY = 4_096
"""Bytes that a cable may still bring when the host is asked to wait: a pseudo-terminal holds so many."""
PAPER, DRAWER = (1, 0x31), (2, 0x32)
"""GS r 1 asks for the paper sensors, GS r 2 for the drawer, by number or by digit."""
NO_DRAWER = b"\x00"
IN_TURN = frozenset((Evidence.PROCESS_ID, Evidence.CUSTOM_PRESENTER, Evidence.GS_R))
"""By what a printer proves its tickets if it knows GS r too."""
MARKS = 32
"""Star counts its ETBs modulo 32."""
FENCE = bytes.fromhex("1D 28 48 06 00 30 30")


class Mechanism:
    """A printer without its cable: bytes go in, answers and cut sheets come out."""

    def __init__(
        self,
        say: Callable[[bytes], None],
        drop: Callable[[Sheet], None],
        profile: PrinterProfile,
        after_byte: Callable[[], None] = lambda: None,
        swallow: Callable[[Sheet], None] = lambda _: None,
    ) -> None:
        self.sensors = Sensors(near_end=profile.near_end)
        self.mouth = VirtualPresenter(drop, swallow)
        self.lies = False
        """It names a ticket as done when the question arrives, whatever becomes of the ticket."""
        self.powered = True
        self.cutter_sticks = False
        """The next cut jams."""
        self.memory = NvMemory(profile.logo)
        self.worked = 0
        """Bytes of the host that were worked off; real-time commands do not count."""
        self._say = say
        self._drop = drop
        self._profile = profile
        self._after_byte = after_byte
        self._is_star = profile.completion is Evidence.STAR_ETB
        self._is_kiosk = profile.presenter.has or profile.completion is Evidence.CUSTOM_PRESENTER
        self._sheet = Sheet()
        self._marks = 0
        self._working = False
        self._held = False
        self._perhaps = b""
        self._arriving = bytearray()
        self._buffer = bytearray()
        self._forget()

    @property
    def busy(self) -> bool:
        """Whether the buffer takes no more bytes."""
        size = self._profile.buffer_bytes
        free = size - (len(self._buffer) - self._real_time_bytes)
        self._held = free < (min(READY_ABOVE, size // 2) if self._held else min(BUSY_BELOW, size // 4))
        return self._held

    @property
    def _overruns(self) -> bool:
        """Whether the host was asked to wait long ago, and what it sends all the same is ignored."""
        return len(self._buffer) - self._real_time_bytes >= self._profile.buffer_bytes + ON_ITS_WAY

    def receive(self, data: bytes) -> None:
        """Bytes arrive from the cable."""
        if self.powered:
            self._arriving += data
        while self._arriving:
            value = self._arriving.pop(0)
            kept = not self._overruns
            if kept:
                self._buffer.append(value)
            self._overhear(value)
            for command in self._ear.hear(bytes((value,))):
                self._real_time_bytes += len(command) if kept else 0
                self._obey_at_once(command)
            self.work()

    def work(self) -> None:
        """Print what is in the buffer, as far as paper, cover and cutter allow."""
        if self._working:
            return
        self._working = True
        while self._buffer and self.powered and self.sensors.can_print:
            self._work_byte(bytes((self._buffer.pop(0),)))
        self._working = False
        if not self._buffer:
            self._real_time_bytes = 0

    def change(self, sensors: Sensors) -> None:
        """Somebody opens the cover, takes paper, puts paper in: told if the host wants to know."""
        if sensors == self.sensors:
            return
        self.sensors = sensors
        self._tell()
        if self._cut_owed and sensors.can_print:
            self._cut()
        self.work()

    def refill(self) -> None:
        """A new roll is in and the cover closed; the end of the old one is thrown away."""
        self._sheet = self._sheet.fresh()
        self.change(replace(self.sensors, roll=Roll.FULL, cover_open=False))

    def take(self) -> None:
        """A hand takes the ticket out of the mouth."""
        self.mouth.take()
        self._look_at_mouth()

    def free_presenter(self) -> None:
        """Somebody takes out the paper that jammed on its way to the mouth."""
        self.mouth.will_jam = False
        self.change(replace(self.sensors, presenter_jammed=False))

    def free_cutter(self) -> None:
        """Somebody takes out the jammed paper."""
        self.cutter_sticks = False
        self.change(replace(self.sensors, cutter_jammed=False))

    def lose_input(self) -> None:
        """The cable is pulled: what did not come through is lost, the rest of the printer lives on."""
        self._arriving.clear()

    def power_off(self) -> None:
        """Everything in memory is lost; what is on paper stays."""
        self.powered = False
        self._arriving.clear()
        self._forget()

    def power_on(self) -> None:
        """As new, and silent until it is asked."""
        self.powered = True
        self.mouth.starts += 1

    def _forget(self) -> None:
        self._automatic = 0
        self._marks = 0
        # First the half of a command that was on its way: it never stands on paper.
        self._clear()
        self._sheet.reset()

    def _clear(self) -> None:
        self._buffer.clear()
        self._real_time_bytes = 0
        self._cut_owed = False
        self._ear = RealTimeEar()
        self._overheard = b""
        self._decoder = Decoder(hanzi=self._profile.hanzi is not Hanzi.NONE)
        self._sheet.clear_line()

    def _work_byte(self, byte: bytes) -> None:
        self.worked += 1
        self._sheet.take(byte)
        for operation in self._decoder.feed(byte):
            self._obey(operation)
        # What may become a real-time command does not count before it has turned out not to.
        self._perhaps = self._perhaps + byte if self._perhaps or byte == DLE else b""
        if not begins(self._perhaps, 0):
            self._perhaps = b""
            self._after_byte()

    def _overhear(self, value: int) -> None:
        """What some printers obey on arrival besides the real-time commands of all."""
        if not (self._is_star or self.lies):
            return
        self._overheard = (self._overheard + bytes((value,)))[-len(FENCE) - 4 :]
        if self._is_star and self._overheard.endswith(STAR_STATUS):
            self._say(star_status(self.sensors, self._marks))
        elif self.lies and self._overheard[:-4] == FENCE:
            self._say(b"\x37\x22" + self._overheard[-4:] + b"\x00")

    def _obey_at_once(self, command: bytes) -> None:
        if self._is_star:
            return
        if command in STATUS:
            self._say(real_time_status(self.sensors, command[-1]))
        elif command == FULL_STATUS and self._is_kiosk:
            self._say(full_status(self.sensors))
        elif command == CLEAR:
            self._clear()
            self._say(CLEARED)
        elif command in {RESUME, RECOVER} and self.sensors.cutter_jammed and not self.cutter_sticks:
            self._recover(forgetting=command == RECOVER)

    def _recover(self, *, forgetting: bool) -> None:
        if forgetting:
            self._clear()
        self.change(replace(self.sensors, cutter_jammed=False))

    def _obey(self, operation: Operation) -> None:
        match operation:
            case Cut():
                self._sheet.add(operation)
                self._cut()
            case RealTime(command):
                self._sheet.leave_out(operation)
                self.worked -= len(command)
            case Skipped(data) if data == ACK or (self._is_star and data == STAR_STATUS):
                self._sheet.leave_out(operation)
                self.worked -= len(data)
            case Eject(deed) if self._is_kiosk:
                self._sheet.leave_out(operation)
                self._present(deed)
            case AutoStatus(kinds):
                self._sheet.leave_out(operation)
                self._automatic = kinds if self._profile.asb else 0
                self._tell()
            case Mark() if self._is_star:
                self._sheet.leave_out(operation)
                self._marks = (self._marks + 1) % MARKS
            case Store() | Forget():
                self._sheet.leave_out(operation)
                self._automatic = 0 if self.memory.keep(operation) else self._automatic
            case Fence() | StatusRequest() | IdentityRequest() | CounterRequest() | StoredRequest():
                self._sheet.leave_out(operation)
                self._say(self._answer(operation))
            case _:
                self._sheet.add(self._from_memory(operation))

    def _from_memory(self, operation: Operation) -> Operation:
        """What is printed: of a stored picture its dots, since the sheet outlives what is stored now."""
        stored = self.memory.found(operation) if isinstance(operation, PrintKept) else None
        return stored or operation

    def _answer(self, question: Operation) -> bytes:
        """What is said when everything before the question was worked off; nothing if it is not known."""
        match question:
            case Fence(process_id) if self._profile.completion is Evidence.PROCESS_ID and not self.lies:
                return b"\x37\x22" + process_id + b"\x00"
            case StatusRequest(kind) if kind in PAPER and self._profile.completion in IN_TURN:
                return paper_status(self.sensors)
            case StatusRequest(kind) if kind in DRAWER and self._profile.completion in IN_TURN:
                return NO_DRAWER
            case StoredRequest():
                return self.memory.listing()
            case IdentityRequest(kind):
                return identity(self._profile, kind)
            case CounterRequest(kind) if self._is_kiosk:
                return self.mouth.count(kind)
            case _:
                return b""

    def _present(self, deed: int) -> None:
        if deed == Deed.STATUS:
            self._say(ejector_status(self.sensors))
        elif not self.mouth.obey(deed):
            self.change(replace(self.sensors, presenter_jammed=True))
        self._look_at_mouth()

    def _look_at_mouth(self) -> None:
        self.change(replace(self.sensors, in_mouth=self.mouth.holds))

    def _cut(self) -> None:
        self._cut_owed = self.cutter_sticks
        if self.cutter_sticks:
            self.change(replace(self.sensors, cutter_jammed=True))
            return
        self.mouth.cuts += 1
        if self._sheet.inked and self._profile.presenter.has:
            self.mouth.receive(self._sheet)
        elif self._sheet.inked:
            self._drop(self._sheet)
        self._sheet = self._sheet.fresh()

    def _tell(self) -> None:
        if self._automatic and self.powered:
            self._say(automatic_status(self.sensors))
