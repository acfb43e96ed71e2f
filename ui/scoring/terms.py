"""What the words of the rules are called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from config.pack import Checklist, RulePack
from config.phrases import Phrases

_SAID = {
    "office": {
        "manager": "scoring.manager",
        "inspector": "scoring.inspector",
        "administrator": "scoring.administrator",
    },
    "origin": {
        "rating": "complaint.from_rating",
        "visit": "complaint.from_visit",
        "phone": "complaint.from_phone",
        "letter": "complaint.from_letter",
        "box": "complaint.from_box",
        "supervision": "complaint.from_supervision",
    },
    "weight": {
        "simple": "complaint.simple",
        "complex": "complaint.complex",
        "special": "complaint.special",
    },
    "standing": {
        "open": "complaint.open",
        "found": "complaint.found",
        "mended": "complaint.mended",
        "closed": "complaint.closed",
    },
    "case_deed": {
        "opened": "complaint.was_opened",
        "took": "complaint.was_taken",
        "noted": "complaint.was_noted",
        "weighed": "complaint.was_weighed",
        "found": "complaint.was_found",
        "mended": "complaint.was_mended",
        "rechecked": "complaint.was_rechecked",
        "reopened": "complaint.was_reopened",
    },
    "entry_deed": {
        "appealed": "ledger.appealed",
        "upheld": "ledger.upheld",
        "granted": "ledger.granted",
        "waived": "ledger.waived",
        "corrected": "ledger.corrected",
    },
    "cadence": {
        "daily": "inspection.daily",
        "weekly": "inspection.weekly",
        "ten-day": "inspection.ten_day",
        "monthly": "inspection.monthly",
        "quarterly": "inspection.quarterly",
    },
    "method": {
        "look": "inspection.look",
        "ask": "inspection.ask",
        "check": "inspection.check",
        "test": "inspection.test",
        "visit": "inspection.visit",
    },
    "seen": {
        "open": "inspection.unseen",
        "fine": "inspection.fine",
        "fault": "inspection.fault",
        "not-here": "inspection.not_here",
    },
    "sanction": {
        "step": "honours.step",
        "fine": "honours.fine",
        "honours": "honours.lost",
    },
    "per": {
        "item": "ledger.per_item",
        "person": "ledger.per_person",
        "occasion": "ledger.per_occasion",
    },
}
SCORES = {
    5: "scoring.very_satisfied",
    4: "scoring.satisfied",
    3: "scoring.fair",
    2: "scoring.dissatisfied",
    1: "scoring.very_dissatisfied",
}


class Terms:
    """The names of rules and states in one language."""

    def __init__(
        self, phrases: Phrases, pack: RulePack, checklists: Mapping[str, Checklist], language: str
    ) -> None:
        self._phrases = phrases
        self._pack = pack
        self._checklists = checklists
        self._language = language

    def of(self, kind: str, value: str) -> str:
        """A state or choice: `terms.of("standing", case.standing)`."""
        return self._phrases(_SAID[kind][value])

    def score(self, score: int) -> str:
        return self._phrases(SCORES[score])

    def words(self, text: Mapping[str, str]) -> str:
        """A pack's own text."""
        return text.get(self._language) or next(iter(text.values()), "")

    def rule(self, rule_id: str) -> str:
        """A rule's title; its id where the pack in force does not know it any more."""
        try:
            return self.words(self._pack.rule(rule_id)[1].title)
        except KeyError:
            return rule_id

    def section(self, section_id: str) -> str:
        titles = {section.id: section.title for section in self._pack.sections}
        return self.words(titles[section_id]) if section_id in titles else section_id

    def step(self, step_id: str) -> str:
        titles = {step.id: step.title for step in self._pack.steps}
        return self.words(titles[step_id]) if step_id in titles else step_id

    def checklist(self, name: str) -> str:
        """A checklist by its id, or by the name and version an inspection keeps."""
        known = self._checklists.get(name.partition(" ")[0])
        return self.words(known.title) if known else name

    def item(self, item_id: str) -> str:
        for checklist in self._checklists.values():
            for item in checklist.items:
                if item.id == item_id:
                    return self.words(item.title)
        return item_id

    def points(self, points: int) -> str:
        """With its sign, as a ledger has it."""
        return f"{points:+d}".replace("-", "−") if points else "0"

    def share(self, share: float | None) -> str:
        return self._phrases("scoring.unknown") if share is None else f"{100 * share:.1f} %"

    def day(self, moment: date | datetime | str) -> str:
        return moment[:10] if isinstance(moment, str) else f"{moment:%Y-%m-%d}"

    def minute(self, moment: str) -> str:
        """Of a moment as the store has it."""
        return moment[:16].replace("T", " ")
