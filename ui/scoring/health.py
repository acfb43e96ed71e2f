"""Whether the server works, for supervisors and load balancers."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from ui.scoring.bureau import TheBureau
from ui.scoring.clerks import Clerk

router = APIRouter()


class Health(BaseModel):
    """Fine; anything else is an error with a sentence."""

    status: str


@router.get("/healthz")
async def healthz(bureau: TheBureau) -> Health:
    """Whether the store answers."""
    await bureau.clerks.ask(_answers)
    return Health(status="ok")


def _answers(clerk: Clerk) -> None:
    with clerk.store.read() as cursor:
        cursor.one("SELECT 1 FROM unit LIMIT 1")
