"""What all pages of the server share: the packs and words, the clerks, the group that writes ratings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from config.phrases import Phrases
from kiosk.scoring.intake import Intake
from kiosk.store import Store
from ui.scoring.clerks import Clerks, Place
from ui.scoring.group import Group
from ui.scoring.rating_form import read_rating
from ui.scoring.terms import Terms
from ui.web.tongue import chosen, keep


@dataclass(frozen=True, slots=True)
class House:
    """The bank whose server it is."""

    name: Mapping[str, str]
    languages: Sequence[str]
    phrases: Mapping[str, Phrases]
    reasons: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the reasons of a rating are called, by id."""
    secure: bool = False
    """Whether browsers reach the pages by https."""


class Bureau:
    """One for a process."""

    def __init__(self, place: Place, house: House, on_broken: Callable[[], None] = lambda: None) -> None:
        self.place = place
        self.house = house
        self.broken = False
        self._on_broken = on_broken
        self.clerks = Clerks(place, self._break)
        self.group = Group(place.store, self._intake, self._break)
        self._tongues = {code: known("language.name") for code, known in house.phrases.items()}
        self._pages = Environment(
            loader=PackageLoader("ui.scoring"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def open(self) -> None:
        """Begin to take ratings in."""
        self.group.start()

    async def close(self) -> None:
        """End every thread; what has come is written first."""
        await asyncio.to_thread(self.group.close)
        await asyncio.to_thread(self.clerks.close)

    def words(self, request: Request) -> Phrases:
        """The asker's language."""
        return self.house.phrases[self.language(request)]

    def language(self, request: Request) -> str:
        return chosen(request, self.house.languages)

    def page(self, request: Request, template: str, **facts: Any) -> HTMLResponse:  # noqa: ANN401
        """A whole page in the asker's language."""
        language = self.language(request)
        phrases = self.house.phrases[language]
        text = self._pages.get_template(template).render(
            t=phrases,
            language=language,
            languages=self.house.languages,
            bank=_text(self.house.name, language),
            tongues=self._tongues,
            terms=Terms(phrases, self.place.pack, self.place.checklists, language),
            reasons=self.house.reasons,
            text=_text,
            here=request.url.path,
            now=self.place.clock(),
            **facts,
        )
        answer = HTMLResponse(text)
        keep(request, answer, self.house.languages)
        return answer

    def error_page(self, request: Request, status: HTTPStatus, sentence: str) -> HTMLResponse:
        """An error for a person."""
        page = self.page(request, "error.html", status=status.value, sentence=sentence)
        page.status_code = status.value
        return page

    def _intake(self, store: Store) -> Intake:
        return Intake(store, self.place.clock, self.place.rules, read_rating)

    def _break(self) -> None:
        self.broken = True
        self._on_broken()


def _text(words: Mapping[str, str], language: str) -> str:
    """A configured text in a language, or in the first there is."""
    return words.get(language) or next(iter(words.values()), "")


async def bureau_of(request: Request) -> Bureau:
    found: Bureau = request.app.state.hall
    return found


TheBureau = Annotated[Bureau, Depends(bureau_of)]
