"""What a branch may set of its ratings: how long they are open, their reasons, and where they go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from config.bounds import Between, Length, Pattern

_Id = Annotated[str, Pattern(r"[a-z0-9][a-z0-9_-]{0,23}", "up to 24 small letters, digits, - or _")]
_Text = dict[str, Annotated[str, Length(1, 200)]]
_Url = Annotated[
    str,
    Pattern(
        r"(https://[^\s/?#@]+(/[^\s?#]*)?|http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{1,5})?(/[^\s?#]*)?)?",
        "https://host/path (http only for a server on this box), or empty",
    ),
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reason:
    """One of the reasons a customer may pick (哪里没做好)."""

    id: _Id
    name: _Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Improvement:
    """What customers said and what was done about it (您提的,我们改了)."""

    on: date
    said: _Text
    done: _Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """How a customer may judge a visit."""

    open_s: Annotated[int, Between(3_600, 2_592_000)] = 259_200
    """From the end of service on."""
    change_s: Annotated[int, Between(0, 604_800)] = 86_400
    """From the first word on; the last word counts."""
    prompt_s: Annotated[int, Between(10, 600)] = 90
    """How long the counter's own keys take a verdict, unless the next call comes first."""
    comment_most: Annotated[int, Between(0, 1_000)] = 200
    answer_days: Annotated[int, Between(1, 60)] = 5
    """Within so many working days an unhappy customer has an answer."""
    manager_after_min: Annotated[int, Between(0, 60)] = 0
    """A case that nobody takes is the lobby manager's after so long; at once by default."""
    head_after_min: Annotated[int, Between(1, 480)] = 5
    """Then the head of the branch is told."""
    superior_after_min: Annotated[int, Between(1, 1_440)] = 30
    """Then the level above the branch."""
    reasons: Annotated[tuple[Reason, ...], Length(0, 9, "entries")] = ()
    improvements: Annotated[tuple[Improvement, ...], Length(0, 12, "entries")] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """A server of the bank that takes signed messages."""

    url: _Url = ""
    secret_file: Annotated[str, Length(0, 200)] = ""
    """The file that holds the signing secret (whsec_…); the secret itself is in no configuration."""
    authority_file: Annotated[str, Length(0, 200)] = ""
    """The bank's own certificate authority (PEM); empty trusts those of the box."""
    timeout_s: Annotated[int, Between(1, 120)] = 10
    at_once: Annotated[int, Between(1, 64)] = 16
    first_pause_s: Annotated[int, Between(1, 60)] = 2
    longest_pause_s: Annotated[int, Between(10, 3_600)] = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Relay:
    """Where ratings and notices go."""

    scoring: Endpoint = field(default_factory=Endpoint)
    notices: Endpoint = field(default_factory=Endpoint)
    notice_ahead: Annotated[int, Between(0, 20)] = 2
    """Who asked for it is told when so many are still ahead."""
