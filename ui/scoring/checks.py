"""`POST /v1/checks`: where the tablets send the morning check, and what ran out."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from kiosk.scoring.checks import Check, CheckRefused
from kiosk.scoring.message import Sent
from kiosk.scoring.rating import content_hash
from ui.scoring.bureau import TheBureau
from ui.scoring.rating_form import sentences
from ui.scoring.ratings import PARAMETERS, WORDS, reply_of, signing

router = APIRouter()

_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]


class CheckItem(BaseModel):
    """One thing that was looked at."""

    model_config = ConfigDict(strict=True)

    id: _Id
    ok: bool
    words: Annotated[str, Field(max_length=400, pattern=_PLAIN)] = ""


class CheckForm(BaseModel):
    """One check. Anything may be added beside these."""

    model_config = ConfigDict(strict=True)

    id: UUID
    branch: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,23}$")]
    by: Annotated[str, Field(min_length=1, max_length=32, pattern=_PLAIN)]
    at: AwareDatetime
    checklist: _Id
    items: Annotated[list[CheckItem], Field(min_length=1, max_length=60)]


_SCHEMA = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": CheckForm.model_json_schema()}},
    },
    "parameters": PARAMETERS,
}


@router.post("/v1/checks", responses=WORDS, status_code=HTTPStatus.CREATED, openapi_extra=_SCHEMA)
async def take_check(request: Request, bureau: TheBureau) -> Response:
    """One signed check, the Standard Webhooks way."""
    sent = Sent(signing(request.headers.raw), await request.body())
    reply = reply_of(await bureau.clerks.ask(lambda clerk: clerk.checks.take(sent, read_check)))
    return Response(reply.body, reply.status, media_type=reply.kind)


def read_check(body: bytes, content: Mapping[str, Any]) -> Check:
    """The check in a body; CheckRefused names each value that is out of its bound."""
    try:
        form = CheckForm.model_validate_json(body)
    except ValidationError as error:
        raise CheckRefused(sentences(error)) from None
    items = tuple((item.id, item.ok, item.words) for item in form.items)
    return Check(str(form.id), form.branch, form.by, form.at, form.checklist, items, content_hash(content))
