"""The first start between a technician and the screen; it knows the box's wishes, and nothing of Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from kiosk.commissioning import conduct, record
from kiosk.commissioning.rooms import Rooms
from kiosk.commissioning.steps import Progress, Step
from kiosk.commissioning.trial_ticket import print_trial
from kiosk.commissioning.typed import moment_typed, network_typed
from kiosk.commissioning.wishes import Answer, Want, Wish, ask
from kiosk.errors import LobbyError
from ui.touch.desk import LobbyDesk
from ui.touch.first_start.scene import Scene, look_around
from ui.touch.surroundings import Surroundings

_LOOKS = frozenset({Step.LANGUAGE, Step.BRANCH, Step.PRINTER, Step.NETWORK})
"""These show what the box itself sees."""
_ANSWER_S = 25.0
"""A setting up that has not answered by then does not run."""
_TEXT_MOST = 128
_BRANCHES = frozenset({Want.STICK, Want.BRANCH})
_SECRETS = ("secret", "again")
_ANEW = frozenset({"length", "weak", "differ"})


@dataclass(slots=True)
class Fault:
    """Why the last press came to nothing."""

    reason: str = ""
    what: str = ""
    says: tuple[str, ...] = ()


@dataclass(slots=True)
class Conductor:
    """One technician after the other, until it is over."""

    rooms: Rooms
    around: Surroundings
    changed: Callable[[], None]
    over: Callable[[], None]
    """Told once there is nothing left to set up."""
    afresh: Callable[[], None]
    """Told once the branch has been replaced under this process."""
    scene: Scene = field(default_factory=lambda: Scene(Progress()))
    fault: Fault = field(default_factory=Fault)
    texts: dict[str, str] = field(default_factory=dict)
    """What was typed, by field."""
    focus: str = ""
    changing: str = ""
    """Which part of a page is open: link, profile, network, clock."""
    trial: int = 0
    pages: str = ""
    """Where the pages are, if not at the box's own address by https."""
    working: bool = False
    """Whether something is being written down."""
    _wish: Wish | None = None
    _asked_at: float = 0.0
    _look: Wish | None = None
    _looked_at: Step | None = None
    _looking: bool = False

    @property
    def step(self) -> Step:
        return self.scene.progress.step

    @property
    def is_busy(self) -> bool:
        return self.working or self._wish is not None

    @property
    def was_read(self) -> bool:
        """Whether the branch that is shown came from a file, and no other was refused since."""
        return self.scene.was_read and not self.fault.reason

    # What is pressed

    def speak(self, language: str) -> None:
        self._turn(lambda now: now.speaking(language).answered(Step.LANGUAGE))

    def next(self) -> None:
        if self.step is not Step.ADMINISTRATOR:
            step = self.step
            self._turn(lambda now: now.answered(step))

    def skip(self) -> None:
        step = self.step
        if step.may_be_skipped:
            self._turn(lambda now: now.passed_by(step))

    def back(self) -> None:
        """What is open closes; then the question before this one."""
        if self.changing:
            self.open("")
            return
        place = list(Step).index(self.step)
        if place:
            self._turn(lambda now: now.back_to(list(Step)[place - 1]))

    def read_stick(self) -> None:
        self._want(Want.STICK)

    def choose_printer(self, profile: str, link: str) -> None:
        self._want(Want.PRINTER, profile=profile, link=link)

    def set_network(self, *, fixed: bool) -> None:
        self._want(Want.NETWORK, **network_typed(self.texts, fixed=fixed))

    def set_clock(self) -> None:
        self._want(Want.CLOCK, time=moment_typed(self.texts.get("time", ""), self.around.clock().tzinfo))

    def look_again(self) -> None:
        self._looked_at = None
        self.tick()

    def print(self) -> None:
        if not self.is_busy:
            spoken = self.scene.progress.language
            self.changing = ""
            self._do(lambda desk: print_trial(desk.site, spoken), self._printed)

    def end(self) -> None:
        """The last press: with the administrator that was typed, or the one there is."""
        if self.is_busy:
            return
        rooms, said = self.rooms, dict(self.texts)
        if self.scene.has_administrator:
            self._do(lambda desk: conduct.end_with_the_one_there_is(rooms, desk.site), self._ended)
        elif said.get("secret", "") != said.get("again", ""):
            self._tell(Fault("differ"))
        else:
            name, secret = said.get("name", ""), said.get("secret", "")
            self._do(lambda desk: conduct.name_administrator(rooms, desk.site, name, secret), self._ended)

    # What is typed

    def open(self, part: str) -> None:
        """Show a part of the page, with its first field."""
        self.changing, self.fault = part, Fault()
        self.focus = {"network": "address", "clock": "time"}.get(part, "")
        if part == "clock":
            self.texts["time"] = f"{self.around.clock():%Y-%m-%d %H:%M}"
        self.changed()

    def focus_on(self, name: str) -> None:
        self.focus = name
        self.changed()

    def type(self, letters: str) -> None:
        if self.focus and letters.isprintable():
            self.texts[self.focus] = (self.texts.get(self.focus, "") + letters)[:_TEXT_MOST]
            self.changed()

    def erase(self) -> None:
        self.texts[self.focus] = self.texts.get(self.focus, "")[:-1]
        self.changed()

    # Time

    def tick(self) -> None:
        """Look around, unless that is under way."""
        if self._looking:
            return
        self._looking = True
        looks = self.step in _LOOKS and self._looked_at is not self.step
        if looks:
            self._looked_at = self.step
        rooms, wish, look, trial = self.rooms, self._wish, self._look, self.trial

        def errand(desk: LobbyDesk) -> tuple[Wish | None, Scene]:
            asked = ask(rooms, Want.LOOK) if looks else look
            return asked, look_around(rooms, wish, asked, trial)(desk)

        self.around.send(errand, self._seen)

    def _seen(self, found: tuple[Wish | None, Scene] | Exception) -> None:
        self._looking = False
        if isinstance(found, Exception):
            self.around.failed("The first start could not be read", found)
            return
        before = self.scene
        self._look, self.scene = found
        if self.scene.is_over:
            self.over()
            return
        if self.step is not before.progress.step:
            self._begin_page()
        self._settle_wish()
        if self.step is Step.BRANCH:
            self._told(Want.BRANCH, self.scene.scanned)
        self.changed()

    def _begin_page(self) -> None:
        self.changing, self.fault, self.trial = "", Fault(), 0
        self.focus = "name" if self.step is Step.ADMINISTRATOR else ""

    def _settle_wish(self) -> None:
        wish, answer = self._wish, self.scene.answer
        if wish is None:
            return
        if answer is None or answer.id != wish.id:
            if self.around.monotonic() - self._asked_at > _ANSWER_S:
                self._wish, self.fault = None, Fault("silent")
            return
        self._wish = None
        self._told(wish.want, answer)

    def _told(self, want: Want, answer: Answer | None) -> None:
        """The box has answered: to a press, or to the last code before the scanner."""
        if answer is None:
            return
        if not answer.fine:
            self.fault = Fault(answer.reason or "box", str(answer.facts.get("what", "")), answer.says)
            return
        self.fault, self.changing, self._looked_at = Fault(), "", None
        self._after(want)

    def _after(self, want: Want) -> None:
        if want in _BRANCHES:
            self.afresh()
        elif want is Want.PRINTER:
            self.trial = 0

    # How it is done

    def _turn(self, how: Callable[[Progress], Progress]) -> None:
        if not self.is_busy:
            rooms = self.rooms
            self._do(lambda _: record.change(rooms, how), lambda _: self.tick())

    def _want(self, want: Want, **facts: Any) -> None:  # noqa: ANN401 - as JSON has them
        if not self.is_busy:
            rooms = self.rooms
            self._do(lambda _: ask(rooms, want, **facts), self._asked)

    def _asked(self, wish: Wish) -> None:
        self._wish, self._asked_at = wish, self.around.monotonic()
        self.tick()

    def _printed(self, ticket: int) -> None:
        self.trial = ticket
        self.tick()

    def _ended(self, _: None) -> None:
        self.texts.clear()
        self.tick()

    def _do(self, errand: Callable[[LobbyDesk], Any], then: Callable[[Any], None]) -> None:
        self.working, self.fault = True, Fault()

        def done(found: Any) -> None:  # noqa: ANN401 - an answer or an exception
            self.working = False
            if isinstance(found, Exception):
                self._refused(found)
            else:
                then(found)
            self.changed()

        self.around.send(errand, done)
        self.changed()

    def _refused(self, error: Exception) -> None:
        reason = getattr(error, "reason", "") if isinstance(error, LobbyError) else ""
        if not reason:
            self.around.failed("The first start could not go on", error)
        self._tell(Fault(reason or "box"))

    def _tell(self, fault: Fault) -> None:
        """A password that can't be is typed anew, both times."""
        self.fault = fault
        if fault.reason in _ANEW:
            for name in _SECRETS:
                self.texts.pop(name, None)
            self.focus = _SECRETS[0]
        self.changed()
