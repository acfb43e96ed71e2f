"""What the screen says in one language. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from config.phrases import Phrases
from config.schema import Text
from kiosk.minutes import is_none, wait_words
from kiosk.ticket import WaitRange

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of the branch: its phrases, and the branch's own texts in it."""

    phrases: Phrases

    def say(self, key: str, **facts: object) -> str:
        """A phrase; facts that are a `Text` are given in this language."""
        told = {name: self.text(fact) if isinstance(fact, dict) else fact for name, fact in facts.items()}
        return self.phrases(key, **told)

    def text(self, text: Text) -> str:
        """A branch's own text, or what comes nearest to it."""
        return self.phrases.own(text)

    def list(self, texts: Iterable[Text]) -> str:
        """Several texts as one list: each once, in the order given."""
        return self.say("list.separator").join(dict.fromkeys(map(self.text, texts)))

    def wait(self, wait: WaitRange) -> str:
        """An expected wait, in the words of the paper; none is told as it is."""
        if is_none(wait):
            return self.minutes(wait)
        return f"{self.say('panel.wait')} {wait_words(wait, self.phrases)}"

    def minutes(self, wait: WaitRange) -> str:
        """Only how long, where it stands by itself."""
        return begun(wait_words(wait, self.phrases))

    def ahead(self, count: int) -> str:
        """How many are called before."""
        return self.say("panel.ahead", count=count) if count else self.say("panel.nobody_ahead")

    def day(self, day: date) -> str:
        """A date with its weekday."""
        weekday, month = _WEEKDAYS[day.weekday()], _MONTHS[day.month - 1]
        return self.say(
            "date.day", weekday=self.say(f"date.{weekday}"), day=day.day, month=self.say(f"date.{month}")
        )

    def moment(self, moment: datetime, now: datetime) -> str:
        """When something begins again: today, tomorrow or on a day."""
        days = (moment.date() - now.date()).days
        if days == 0:
            return self.say("hours.opens_at", time=clock_time(moment))
        if days == 1:
            return self.say("hours.tomorrow", time=clock_time(moment))
        return self.say("hours.on_day", date=self.day(moment.date()), time=clock_time(moment))


def begun(words: str) -> str:
    """Words that stand within a sentence on paper, as they begin one."""
    return words[:1].upper() + words[1:]


def clock_time(moment: datetime) -> str:
    """9:05, as on the door's own sign."""
    return f"{moment.hour}:{moment:%M}"
