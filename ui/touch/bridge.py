"""The bridge to QML: every press goes in here, and everything that is shown comes out."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlSingleton, QQmlEngine

from config.schema import Branch, TicketClass
from kiosk.island.desk import OverviewAlone
from ui.touch.after_hours import phone_of
from ui.touch.answer import Answer, said
from ui.touch.basket import Basket, picked
from ui.touch.cards import CardModel, cards, per_page
from ui.touch.door import Door, sign
from ui.touch.frame import Frame
from ui.touch.hung import hung
from ui.touch.icons import strokes
from ui.touch.papers_here import PapersModel, papers_of
from ui.touch.reception import Reception
from ui.touch.revisit_panel import RevisitPanel
from ui.touch.revisit_words import revisit_told
from ui.touch.surroundings import Surroundings
from ui.touch.ticket_panel import TicketPanel, Told, told
from ui.touch.tongue import clock_time
from ui.touch.tongues import Tongues, spoken
from ui.touch.wording import Lines, Voice, Wording

QML_IMPORT_NAME = "Lobby.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlSingleton
class Lobby(QObject):
    """The lobby as QML sees it."""

    changed = Signal()
    arranged = Signal()
    """Never sent: the parts of the lobby stay, but QML's type checker wants a signal."""
    keyboardChanged = Signal()
    shown = Signal()
    """Everything was told anew, whether or not it is news."""

    def __init__(
        self, branch: Branch, around: Surroundings, wording: Wording, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._wording = wording
        self._clock, self._help_line = around.clock, phone_of(branch, around.front)
        self._frame = Frame(branch.languages[0])
        self._keyboard = False
        self._cards, self._basket, self._panel = CardModel(self), Basket(self), TicketPanel(self)
        self._papers, self._answer, self._door = PapersModel(self), Answer(self), Door(self)
        self._revisit = RevisitPanel(branch, lambda: self.reception, around, self)
        self._tongues = Tongues(wording, lambda how: self.reception.arrange(**how), self)
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.tick)
        self.reception = Reception(branch, around, self._show)
        self._show()

    @staticmethod
    def create(_engine: QQmlEngine) -> Lobby:
        return hung(Lobby)

    # The parts

    @Property(CardModel, notify=arranged)
    def cards(self) -> CardModel:
        return self._cards

    @Property(PapersModel, notify=arranged)
    def papers(self) -> PapersModel:
        """What to bring for the services of the page."""
        return self._papers

    @Property(Basket, notify=arranged)
    def basket(self) -> Basket:
        return self._basket

    @Property(TicketPanel, notify=arranged)
    def panel(self) -> TicketPanel:
        return self._panel

    @Property(Answer, notify=arranged)
    def answer(self) -> Answer:
        return self._answer

    @Property(RevisitPanel, notify=arranged)
    def revisit(self) -> RevisitPanel:
        """Somebody with a ticket or an appointment."""
        return self._revisit

    @Property(Door, notify=arranged)
    def door(self) -> Door:
        return self._door

    @Property(Tongues, notify=arranged)
    def tongues(self) -> Tongues:
        """The languages, and the choice of one."""
        return self._tongues

    # The frame

    @Property(bool, notify=arranged)
    def offersCare(self) -> bool:
        """Whether this branch has tickets for customers in care."""
        return any(rule.id is TicketClass.CARE for rule in self.reception.branch.classes)

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._frame.language

    @Property(str, notify=changed)
    def otherLanguage(self) -> str:
        return self._wording.other(self._frame.language)

    @Property(str, notify=changed)
    def nextLanguage(self) -> str:
        return self._wording.next(self._frame.language)

    @Property(bool, notify=changed)
    def large(self) -> bool:
        return self._frame.large

    @Property(bool, notify=changed)
    def low(self) -> bool:
        return self._frame.low

    @Property(bool, notify=changed)
    def strong(self) -> bool:
        """Whether all is drawn in high contrast."""
        return self._frame.strong

    @Property(bool, notify=changed)
    def care(self) -> bool:
        return self._frame.care

    @Property(str, notify=changed)
    def page(self) -> str:
        """Which page is shown: home, closed, starting or trouble."""
        return self._frame.page

    @Property(int, notify=changed)
    def pageNumber(self) -> int:
        return self._frame.pageNumber

    @Property(int, notify=changed)
    def pages(self) -> int:
        return self._frame.pages

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._frame.clock

    @Property("QStringList", notify=changed)
    def today(self) -> Lines:
        return self._frame.today

    @Property("QStringList", notify=changed)
    def limitNote(self) -> Lines:
        return self._frame.limitNote

    @Property(bool, notify=changed)
    def issuing(self) -> bool:
        return self._frame.issuing

    @Property(bool, notify=changed)
    def asking(self) -> bool:
        return self._frame.asking

    @Property("QStringList", notify=changed)
    def secondsLeft(self) -> Lines:
        return self._frame.secondsLeft

    @Property(bool, notify=keyboardChanged)
    def keyboard(self) -> bool:
        """Whether the last press came from a keyboard: then it must be seen where it stands."""
        return self._keyboard

    # What is pressed

    @Slot(str, str, result=str)
    def say(self, key: str, language: str) -> str:
        return self._wording.say(key, language)

    @Slot(str, result=str)
    def strokes(self, icon: str) -> str:
        """The path of an icon."""
        return strokes(icon) if icon else ""

    @Slot(str)
    def pick(self, card: str) -> None:
        self.reception.pick(card)

    @Slot()
    def clear(self) -> None:
        self.reception.clear()

    @Slot()
    def take(self) -> None:
        self.reception.take()

    @Slot()
    def goToMachine(self) -> None:
        self.reception.go_to_machine()

    @Slot()
    def toggleCare(self) -> None:
        self.reception.toggle_care()

    @Slot()
    def toggleLarge(self) -> None:
        self.reception.arrange(large=not self._frame.large, page=0)

    @Slot()
    def toggleLow(self) -> None:
        self.reception.arrange(low=not self._frame.low, page=0)

    @Slot()
    def toggleStrong(self) -> None:
        self.reception.arrange(strong=not self._frame.strong)

    @Slot()
    def switchLanguage(self) -> None:
        self.reception.arrange(language=self._wording.next(self._frame.language))

    @Slot(int)
    def turnPage(self, by: int) -> None:
        self.reception.arrange(page=min(max(0, self._frame.pageNumber + by), self._frame.pages - 1))

    @Slot()
    def askHelp(self) -> None:
        self.reception.ask_help()

    @Slot()
    def cancelHelp(self) -> None:
        self.reception.cancel_help()

    @Slot()
    def closeAnswer(self) -> None:
        self.reception.close_answer()

    @Slot()
    def reprint(self) -> None:
        self.reception.reprint()

    @Slot()
    def closePanel(self) -> None:
        self.reception.close_ticket()

    @Slot()
    def again(self) -> None:
        self.reception.again()

    @Slot()
    def stay(self) -> None:
        self.reception.stay()

    @Slot()
    def leave(self) -> None:
        self.reception.start_over()

    # Time

    def touched(self, *, keyboard: bool) -> None:
        """Somebody is there."""
        self.reception.touched()
        self._beat()
        if keyboard != self._keyboard:
            self._keyboard = keyboard
            self.keyboardChanged.emit()

    @Slot()
    def tick(self) -> None:
        self.reception.tick()

    def _beat(self) -> None:
        self._timer.start(int(self.reception.next_tick_s() * 1000) + 1)

    # What is shown

    def _show(self) -> None:
        desk, now = self.reception, self._clock()
        voice = self._wording.voice(desk.visit.language)
        shown = cards(desk.branch, desk.overview, desk.visit, voice, now)
        size = per_page(desk.visit, len(shown))
        first = desk.visit.page * size
        page = shown[first : first + size]
        self._cards.show(page)
        self._basket.tell(picked(desk.branch, desk.overview, desk.visit, desk.route, voice))
        self._answer.tell(said(desk.branch, desk.topic, now, voice, self._phone))
        self._panel.tell(self._told(voice))
        self._revisit.tell(revisit_told(desk.branch, desk.revisits.now, now, voice), voice)
        self._tongues.tell(spoken(desk.visit, self._wording))
        self._door.tell(sign(desk.branch, desk.overview, now, voice))
        self._tell_frame(voice, -(-len(shown) // size), now)
        # After the mode: rows made for a page that goes at once would open the fonts anew each time.
        self._papers.show(papers_of(page))
        self._beat()
        self.shown.emit()

    @property
    def _phone(self) -> str:
        """Who answers where staff may have left."""
        return self._help_line if self._door.is_closed else ""

    @property
    def _page(self) -> str:
        if self.reception.in_trouble:
            return "unheard" if self.reception.is_unheard else "trouble"
        if self.reception.overview is None:
            return "starting"
        return "closed" if self._door.is_closed else "home"

    def _told(self, voice: Voice) -> Told:
        given = self.reception.given
        if given is None:
            return Told()
        alone = isinstance(self.reception.overview, OverviewAlone)
        return told(self.reception.branch, given.ticket, given.word, given.opens_at, voice, alone=alone)

    def _tell_frame(self, voice: Voice, pages: int, now: datetime) -> None:
        desk, visit = self.reception, self.reception.visit
        limit = desk.branch.rules.services_per_ticket
        frame = Frame(
            language=visit.language,
            large=visit.large,
            low=visit.low,
            strong=visit.strong,
            heard=visit.heard,
            care=visit.is_favoured,
            page=self._page,
            pageNumber=visit.page,
            pages=pages,
            clock=clock_time(now),
            today=voice.lines(lambda tongue: tongue.day(now.date())),
            limitNote=voice.phrase("basket.limit", limit=limit) if desk.picking.at_limit else [],
            issuing=desk.issuing,
            asking=desk.asking,
            secondsLeft=voice.phrase("idle.seconds", count=desk.seconds_left) if desk.seconds_left else [],
        )
        if frame != self._frame:
            self._frame = frame
            self.changed.emit()
