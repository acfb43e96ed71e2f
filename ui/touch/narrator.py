"""Says the screen aloud to whoever asks for it: what is there, where the keyboard stands, what is new."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from config.speech import Speech
from kiosk import devices
from ui.touch.bridge import Lobby
from ui.touch.front import FrontPanel
from ui.touch.hung import hung
from ui.touch.reception import Reception
from ui.touch.speaking import standing, told
from ui.touch.spoken_tree import node_at, nodes
from ui.touch.surroundings import Surroundings
from ui.touch.tongue import Tongue
from ui.touch.wording import Wording

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1
DEVICE = "speech"


class Throat(Protocol):
    """What speaks: nothing waits for it."""

    def say(self, language: str, texts: list[str], percent: int) -> None: ...

    def hush(self) -> None: ...

    def stop(self, timeout_s: float) -> None: ...


MakeThroat = Callable[[Callable[[], None], Callable[[str], None]], Throat]
"""Makes the voice when it is first asked for; it tells when all was said, and why nothing came out."""


@QmlElement
@QmlSingleton
class Narrator(QObject):
    """Follows one window, from the moment a customer asks for it until that customer has gone."""

    changed = Signal()
    arranged = Signal()
    """Never sent: what is offered stays, but QML's type checker wants a signal."""
    _said = Signal()
    _mute = Signal(str)
    _plug = Signal(bool)

    def __init__(
        self,
        lobby: Lobby,
        front: FrontPanel,
        around: Surroundings,
        wording: Wording,
        speech: Speech | None,
        throat: MakeThroat,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lobby, self._front, self._around, self._wording = lobby, front, around, wording
        self._speech, self._make = speech, throat
        self._offered = speech is not None and speech.offered
        self._throat: Throat | None = None
        self._window: QWindow | None = None
        self._on = self._failed = False
        self._private = self._by_keys = False
        self._is_asked_for = False
        """Whether what is said answers a press or is a new page; the lobby's news come by themselves."""
        self._layer: tuple[object, ...] = ()
        self._lines: list[str] = []
        self._stands: list[str] = []
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look)
        # Whatever tells is on the mouth's or the jack's own thread.
        self._said.connect(self._has_said, Qt.ConnectionType.QueuedConnection)
        self._mute.connect(self._has_failed, Qt.ConnectionType.QueuedConnection)
        self._plug.connect(self._plugged, Qt.ConnectionType.QueuedConnection)

    @staticmethod
    def create(_engine: QQmlEngine) -> Narrator:
        return hung(Narrator)

    @Property(bool, notify=arranged)
    def offered(self) -> bool:
        """Whether this branch offers speech."""
        return self._offered

    @Property(bool, notify=changed)
    def on(self) -> bool:
        """Whether the screen speaks to this customer."""
        return self._on

    # What is pressed

    @Slot()
    def toggle(self) -> None:
        """The button in the bar."""
        if self._on:
            self.turn(on=False)
            self._say([self._tongue.say("speech.off")])
        else:
            self.turn(on=True)

    @Slot()
    def ask(self) -> None:
        """The key of a keypad: speak, and then say it again."""
        # As a customer's first key it has only just begun.
        if self._on and self._layer:
            self.repeat()
        else:
            self.turn(on=True)

    def turn(self, *, on: bool) -> None:
        """Speak to this customer, or be silent again."""
        if self._offered and on != self._desk.visit.heard:
            self._front.wake()
            self._desk.arrange(heard=on)

    def repeat(self) -> None:
        """Once more all that is there."""
        self.interrupt()
        self._layer = ()
        self._stands = []
        self._look_soon.start()

    def louder(self, steps: int) -> None:
        """A step up or down, within what the branch has measured."""
        if self._speech is None or not self._on:
            return
        louder = self._desk.visit.louder + steps
        if self._percent_at(louder) != self._percent:
            self._desk.arrange(louder=louder)
        self.interrupt()
        self._say([self._tongue.say("speech.volume", percent=self._percent)])

    def interrupt(self) -> None:
        """Nobody has to hear anything to its end."""
        if self._on:
            self._hush()

    def pressed(self, *, key: bool) -> None:
        """A finger or a key; whoever begins with a key may not see the screen."""
        self._by_keys, self._is_asked_for = key, True
        self.interrupt()
        if key and self._speech and self._speech.keypad_starts and self._desk.picking.is_untouched:
            self.turn(on=True)
        self._follow()

    # A headphone

    def plug(self, plugged: bool) -> None:  # noqa: FBT001 - as the jack tells it, on its own thread
        """A headphone went in or out."""
        self._plug.emit(plugged)

    def _plugged(self, plugged: bool) -> None:  # noqa: FBT001 - as above
        self._private = plugged
        self._desk.touched()
        self.turn(on=plugged)

    # What is said

    def watch(self, window: QWindow) -> None:
        """Follow this window, and all that can change in it."""
        self._window = window
        for part in (self._lobby, *self._lobby.findChildren(QObject)):
            if hasattr(part, "changed"):
                part.changed.connect(self._follow)
        self._front.changed.connect(self._follow)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusObjectChanged.connect(self._follow)

    def stop(self, timeout_s: float) -> None:
        """Fall silent for good."""
        self._look_soon.stop()
        if self._throat:
            self._throat.stop(timeout_s)

    def _follow(self) -> None:
        on = self._offered and self._desk.visit.heard
        if on != self._on:
            self._on = on
            self._begin() if on else self._end()
            self.changed.emit()
        if self._on:
            self._look_soon.start()

    def _begin(self) -> None:
        if self._throat is None:
            self._throat = self._make(self._said.emit, self._mute.emit)
        self._layer, self._lines, self._stands = (), [], []
        self._say([self._tongue.say("speech.on")])

    def _end(self) -> None:
        self._is_asked_for = False
        self._hush()

    def _hush(self) -> None:
        if self._throat:
            self._throat.hush()
        self._desk.idle.heard()

    def _look(self) -> None:
        if not self._on or self._window is None:
            return
        lines = told(nodes(self._window), self._tongue, private=self._private)
        if (layer := self._layer_now) != self._layer:
            if self._layer:
                self.interrupt()
            self._layer, self._stands, fresh = layer, [], lines
            self._is_asked_for = True
        else:
            # The seconds that run out are not counted aloud.
            fresh = [] if self._desk.asking else [line for line in lines if line not in self._lines]
        self._lines = lines
        self._say([*fresh, *self._news_of_focus()])

    def _news_of_focus(self) -> list[str]:
        """Where the keyboard stands, if that is new: all of it, or only how it is now."""
        node = node_at(QGuiApplication.focusObject()) if self._by_keys else None
        stands = standing(node, self._tongue) if node else []
        before, self._stands = self._stands, stands
        if stands[:1] == before[:1]:
            return [each for each in stands if each not in before]
        return stands

    @property
    def _layer_now(self) -> tuple[object, ...]:
        """Which thing lies on top: another one is read from its beginning."""
        desk = self._desk
        ticket = desk.given.ticket.id if desk.given else None
        page = (self._lobby.page, self._front.rest.resting, desk.visit.language, desk.visit.page)
        return (*page, ticket, desk.revisits.now.step, desk.visit.choosing, desk.topic.about, desk.asking)

    def _say(self, texts: list[str]) -> None:
        if texts and self._throat:
            if self._on and self._is_asked_for:
                self._desk.idle.listens()
            language = self._desk.visit.language
            self._throat.say(self._wording.pack(language).voice or language, texts, self._percent)

    @property
    def _desk(self) -> Reception:
        return self._lobby.reception

    @property
    def _tongue(self) -> Tongue:
        return self._wording.voice(self._desk.visit.language).first

    @property
    def _percent(self) -> int:
        return self._percent_at(self._desk.visit.louder)

    def _percent_at(self, louder: int) -> int:
        speech = self._speech or Speech()
        return max(speech.step, min(speech.most, speech.volume + louder * speech.step))

    # What becomes of it

    def _has_said(self) -> None:
        """Whoever has just listened to the end gets as much time as whoever has just pressed."""
        if self._on and self._is_asked_for:
            # News that nobody asked for keep no page of somebody who has left.
            self._is_asked_for = False
            self._desk.idle.heard()
            self._lobby.tick()
        if self._failed:
            self._failed = False
            self._tell_staff("ok", "")

    def _has_failed(self, why: str) -> None:
        """No sound is no fault of the customer: the screen goes on in silence, and staff are told."""
        self._failed = True
        self._tell_staff("failed", why)
        self.turn(on=False)

    def _tell_staff(self, state: str, why: str) -> None:
        def done(found: object) -> None:
            if isinstance(found, Exception):
                self._around.failed("Staff could not be told how the screen's voice is", found)

        self._around.send(lambda desk: devices.report(desk.site, DEVICE, state, why), done)
