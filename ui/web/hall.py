"""What all pages of the process share: the branch and its words, the clerks, the live feed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from config.branch import SAMPLE
from config.phrases import Phrases
from config.schema import Branch
from kiosk.commissioning.guests import Guests
from printer.logo import Logo
from ui.cli.setting import Setting
from ui.web.clerks import Clerks, Site
from ui.web.feed import Feed
from ui.web.tongue import chosen
from ui.web.views import Views


@dataclass(frozen=True, slots=True)
class Manner:
    """How the pages are run."""

    secure: bool = False
    """Whether browsers reach them by https."""
    config: Path | None = None
    """The branch's folder; None for the shipped sample."""
    tickets: Path | None = None
    """A demonstration shows the printed tickets that land here."""
    logo: Callable[[], Logo | None] = lambda: None
    """What this box's printer has stored, as far as was noted."""
    here: Setting | None = None
    """Which box this is, for the technician's page; None where nobody looks after it."""
    first_start: Guests | None = None
    """Who may go on with a first start from a page; None where this process knows of none."""
    public: str = ""
    """Where customers' pages are, to link to them in a demonstration."""

    @property
    def folder(self) -> Path:
        """The branch's folder, or the shipped sample's."""
        return self.config or SAMPLE


class Hall:
    """One for a process; every app and page asks it."""

    def __init__(
        self,
        site: Site,
        phrases: Mapping[str, Phrases],
        manner: Manner | None = None,
        on_broken: Callable[[], None] = lambda: None,
    ) -> None:
        self.site = site
        self.phrases = phrases
        self.manner = manner or Manner()
        self.broken = False
        self._on_broken = on_broken
        self.clerks = Clerks(site, self._break)
        self.feed = Feed(site.store, self._break)
        self.views = Views()
        self._tongues = {code: known("language.name") for code, known in phrases.items()}
        self._pages = Environment(
            loader=PackageLoader("ui.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    @property
    def branch(self) -> Branch:
        return self.site.branch

    async def open(self) -> None:
        """Begin to follow the log."""
        await self.feed.start()

    async def close(self) -> None:
        """End every stream and thread."""
        await self.feed.stop()
        await asyncio.to_thread(self.clerks.close)

    def render(self, template: str, language: str, **facts: Any) -> str:  # noqa: ANN401
        """A template's text in one language."""
        return self._pages.get_template(template).render(
            t=self.phrases[language],
            language=language,
            branch=self.branch,
            words=self._words,
            named=partial(self._named, language),
            tongues=self._tongues,
            **facts,
        )

    def page(self, request: Request, template: str, *, spoken: str = "", **facts: Any) -> HTMLResponse:  # noqa: ANN401
        """A whole page in the asker's language, or in the one that was `spoken` at the kiosk."""
        language = chosen(request, self.branch.languages, spoken)
        return HTMLResponse(
            self.render(template, language, here=request.url.path, now=self.site.clock(), **facts)
        )

    def error_page(
        self, request: Request, status: HTTPStatus, sentence: str, *, away: bool = False
    ) -> HTMLResponse:
        """An error for a person; `away` where the branch's store is out of reach."""
        page = self.page(request, "error.html", status=status.value, sentence=sentence, away=away)
        page.status_code = status.value
        return page

    def _named(self, language: str, kind: str, key: str | None) -> str:
        """What a service, zone, counter or class is called; its id where the branch has it no more.

        Tickets outlive a change of the configuration.
        """
        found = next((each for each in getattr(self.branch, kind) if each.id == key), None)
        return self._words(found.name, language) if found else str(key or "")

    def _words(self, text: Mapping[str, str], language: str) -> str:
        """A configured text in a language, or in the nearest there is."""
        return self.phrases[language].own(text)

    def _break(self) -> None:
        self.broken = True
        self._on_broken()


async def hall_of(request: Request) -> Hall:
    found: Hall = request.app.state.hall
    return found


TheHall = Annotated[Hall, Depends(hall_of)]


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
