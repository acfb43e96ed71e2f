"""The server's app: ratings come in by the API, people read and judge on the pages."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from ui import web
from ui.scoring import (
    casework,
    checks,
    entrance,
    exports,
    health,
    honour_pages,
    ledger_pages,
    overview,
    ratings,
    rounds,
)
from ui.scoring.bureau import Bureau
from ui.web.guards import Guards
from ui.web.problem import add_problems

_STATIC = Path(__file__).parent / "static"
_LOOK = Path(web.__file__).parent / "static"
_VERSION = "1"


def scoring_app(bureau: Bureau) -> ratings.Door:
    """Everything, behind the same guards as a branch's pages."""
    app = FastAPI(title="Lobby: scoring", version=_VERSION, docs_url=None, redoc_url=None)
    # The name under which the answers to errors look for what draws their pages.
    app.state.hall = bureau
    pages = (overview, casework, ledger_pages, rounds, honour_pages, exports)
    for each in (ratings, checks, health, entrance, *pages):
        app.include_router(each.router)
    # The branch's look, and beside it only what these pages have of their own.
    app.mount("/static/look", StaticFiles(directory=_LOOK), name="look")
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    add_problems(app)
    return ratings.Door(Guards(app), bureau)
