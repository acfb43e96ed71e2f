"""What a customer says of a visit: checked, cleaned and bounded, without personal data. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from config.rating import Rating
from kiosk.errors import LobbyError

WORST, BEST = 1, 5
UNHAPPY_MOST = 2
REASONS_MOST = 3
_BLOT = "***"
_ROUGH_MOST = 10
"""What is so many times too long is not even looked through."""

# Seven digits and more are a telephone, card or identity number, whatever marks stand between them and
# however they are written: 138, １３８, 一三八, 幺三八, 壹叁捌, ①③⑧.
_DIGIT = r"[\d零〇○一二三四五六七八九幺两兩壹贰貳叁參肆伍陆陸柒捌玖⓪①-⑨]"
_LONG_NUMBER = re.compile(rf"\+?{_DIGIT}(?:[\W_]{{0,2}}{_DIGIT}){{6,}}[xX]?")
# A name elsewhere stands behind the service's own, with a mark between them or a digit in it: "微信：abc",
# "wx abc_123"; "WeChat payment" is none.
_ACCOUNT = re.compile(
    r"((?<![a-z])(?:微信|薇信|威信|扣扣|企鹅|weixin|wechat|v信|wx|vx|qq)"
    r"(?:\s*(?:号码?|id|[:：=是为])+\s*(?=[a-z0-9_-]{3})"
    r"|\s*(?:is\s+)?(?=[a-z0-9_-]{5})(?=[a-z_-]*[0-9_])))[a-z0-9_-]+",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64})+")
_KEPT_FORMAT = {"\u200d"}
"""Joins the parts of one emoji."""


class VerdictError(LobbyError):
    """A verdict with a value that can't be; the sentence names it and the bound."""


class Channel(StrEnum):
    """Where a verdict was given."""

    PHONE = "phone"
    KIOSK = "kiosk"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How it was: 5 very satisfied (非常满意) to 1 very dissatisfied (非常不满意)."""

    score: int
    reasons: tuple[str, ...] = ()
    comment: str = ""
    call_manager: bool = False

    @property
    def is_unhappy(self) -> bool:
        """Whether somebody should see to this customer now."""
        return self.score <= UNHAPPY_MOST or self.call_manager


def sensible(verdict: Verdict, rules: Rating) -> Verdict:
    """The verdict as it may be kept; VerdictError where a value is out of its bounds."""
    if not WORST <= verdict.score <= BEST:
        raise VerdictError(f"A score is {WORST} to {BEST}; {verdict.score} was given.")
    reasons = tuple(dict.fromkeys(verdict.reasons))
    if len(reasons) > REASONS_MOST:
        raise VerdictError(f"At most {REASONS_MOST} reasons can be picked; {len(reasons)} were.")
    known = [reason.id for reason in rules.reasons]
    for reason in reasons:
        if reason not in known:
            raise VerdictError(f"{reason[:40]!r} is none of the reasons {', '.join(known)}.")
    return replace(verdict, reasons=reasons, comment=_own_words(verdict.comment, rules.comment_most))


def _own_words(comment: str, most: int) -> str:
    words = clean(comment) if len(comment) <= _ROUGH_MOST * (most + 1) else comment
    if len(words) > most:
        raise VerdictError(f"A comment has at most {most} characters; this one has {len(words)}.")
    return words


def clean(text: str) -> str:
    """The words of a text on one line, without what reaches anybody, and what hides or turns text."""
    composed = unicodedata.normalize("NFC", text)
    plain = "".join(_shown(letter) for letter in composed)
    numberless = _LONG_NUMBER.sub(_BLOT, _EMAIL.sub(_BLOT, " ".join(plain.split())))
    return _ACCOUNT.sub(rf"\1{_BLOT}", numberless)


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in {"Cc", "Zl", "Zp"}:
        return " "
    # Surrogates, private use, and the invisible letters that turn the direction of writing.
    return "" if kind[0] == "C" and letter not in _KEPT_FORMAT else letter
