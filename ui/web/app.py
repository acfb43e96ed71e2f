"""The three apps: staff, board and public, each with only its own routes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.staticfiles import StaticFiles

from ui.web import (
    advice,
    appointments,
    board,
    cases,
    checks,
    counter,
    design,
    entrance,
    first_start,
    health,
    lifts,
    manager,
    near,
    paper,
    peaks,
    phone,
    rating,
    reference,
    reports,
    screen,
    screens,
    technician,
    technician_update,
    verdicts,
)
from ui.web.guards import Guards
from ui.web.hall import Hall
from ui.web.limits import Limits
from ui.web.problem import add_problems

_STATIC = Path(__file__).parent / "static"
_VERSION = "1"


def staff_app(hall: Hall) -> Guards:
    """What tellers, lobby managers and administrators use."""
    return _app(
        hall,
        "Lobby: staff",
        entrance.router,
        first_start.router,
        counter.router,
        manager.router,
        appointments.router,
        lifts.router,
        cases.router,
        reports.router,
        advice.router,
        checks.router,
        design.router,
        screens.router,
        technician.router,
        technician_update.router,
        health.router,
        health.figures,
    )


def board_app(hall: Hall) -> Guards:
    """What hangs on the wall; it can only be read."""
    demonstration = (paper.router,) if hall.manner.tickets else ()
    return _app(
        hall, "Lobby: board", board.router, verdicts.router, peaks.router, health.router, *demonstration
    )


def public_app(hall: Hall) -> Guards:
    """What customers reach: their own ticket and its rating, by phone and at a counter's screen."""
    routers = (rating.router, near.router, phone.router, reference.router, screen.router, health.router)
    return _app(hall, "Lobby: customers", *routers, limits=Limits(hall.branch.pages))


APPS: dict[str, Callable[[Hall], Guards]] = {"staff": staff_app, "board": board_app, "public": public_app}


def _app(hall: Hall, title: str, *routers: APIRouter, limits: Limits | None = None) -> Guards:
    app = FastAPI(title=title, version=_VERSION, docs_url=None, redoc_url=None)
    app.state.hall = hall
    for router in routers:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    add_problems(app)
    # Around everything, so that an answer to the unforeseen is guarded as well.
    return Guards(app, limits)
