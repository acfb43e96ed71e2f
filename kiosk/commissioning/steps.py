"""The five questions of a first start: which are answered, which is next, and when it may end. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Step(StrEnum):
    """One question; they are asked in this order."""

    LANGUAGE = "language"
    BRANCH = "branch"
    PRINTER = "printer"
    NETWORK = "network"
    """The box's address, and its clock."""
    ADMINISTRATOR = "administrator"

    @property
    def may_be_skipped(self) -> bool:
        """Whether the box is of use without an answer; it can be given later, by other ways."""
        return self in {Step.PRINTER, Step.NETWORK}


LANGUAGES = ("zh_CN", "en")
"""What the first start is said in: those that say everything for staff."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a first start has come."""

    language: str = LANGUAGES[0]
    done: frozenset[Step] = frozenset()
    skipped: frozenset[Step] = frozenset()
    at: Step | None = None
    """Where somebody went back to; None is the first question without an answer."""

    @property
    def step(self) -> Step:
        """What is asked now."""
        return self.at or next((step for step in Step if not self.is_settled(step)), Step.ADMINISTRATOR)

    @property
    def missing(self) -> tuple[Step, ...]:
        """What must still be answered before it may end."""
        return tuple(step for step in Step if step not in self.done and not step.may_be_skipped)

    @property
    def has_begun(self) -> bool:
        return bool(self.done or self.skipped)

    def is_settled(self, step: Step) -> bool:
        return step in self.done or step in self.skipped

    def answered(self, step: Step) -> Progress:
        """A question has its answer; the next one is asked."""
        return replace(self, done=self.done | {step}, skipped=self.skipped - {step}, at=None)

    def passed_by(self, step: Step) -> Progress:
        """A question is left for later."""
        if not step.may_be_skipped:
            raise ValueError(f"The step {step} can't be skipped.")
        return replace(self, skipped=self.skipped | {step}, done=self.done - {step}, at=None)

    def open_again(self, step: Step) -> Progress:
        """What was answered has to be asked once more."""
        return replace(self, done=self.done - {step}, skipped=self.skipped - {step}, at=None)

    def back_to(self, step: Step) -> Progress:
        """An earlier question once more; its answer stands until there is another."""
        allowed = [each for each in Step if self.is_settled(each)]
        return replace(self, at=step if step in allowed else None)

    def speaking(self, language: str) -> Progress:
        """In another of its languages."""
        if language not in LANGUAGES:
            raise ValueError(f"The first start speaks {', '.join(LANGUAGES)}; {language!r} is none of them.")
        return replace(self, language=language)
