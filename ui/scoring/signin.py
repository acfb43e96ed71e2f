"""Who is signed in at the scoring server's pages, and what they may do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import Response

from kiosk.scoring.posts import Office, Post
from kiosk.sessions import form_token
from kiosk.staff import SignInError
from ui.scoring.bureau import Bureau, bureau_of
from ui.scoring.clerks import Clerk
from ui.web.problem import Problem
from ui.web.signin import drop_session, keep_session, refuse_forged


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks, with the token their forms carry."""

    post: Post
    session: str
    form_token: str

    @property
    def name(self) -> str:
        return self.post.name

    @property
    def unit(self) -> str:
        """The only unit they see; empty for those who see all."""
        return self.post.unit

    def may(self, office: str) -> bool:
        return self.post.office.may(Office(office))

    def require(self, unit: str) -> None:
        """Problem where the unit is not theirs to see."""
        if not self.post.sees(unit):
            raise Problem(HTTPStatus.FORBIDDEN, f"{self.name} sees {self.unit} only, not {unit[:40]}.")


def cookie_name(bureau: Bureau) -> str:
    """With https only this very host can set it."""
    return "__Host-scoring" if bureau.house.secure else "scoring"


def remember(bureau: Bureau, response: Response, session: str) -> None:
    """Let the browser keep the session's id, where no script can read it."""
    keep_session(response, cookie_name(bureau), session, secure=bureau.house.secure)


def forget(bureau: Bureau, response: Response) -> None:
    drop_session(response, cookie_name(bureau), secure=bureau.house.secure)


def needs(office: Office) -> Callable[[Request], Awaitable[Person]]:
    """A dependency: somebody signed in whose office is enough, and whose form is their own."""

    async def allowed(request: Request) -> Person:
        bureau = await bureau_of(request)
        session = request.cookies.get(cookie_name(bureau), "")
        post = await bureau.clerks.ask(lambda clerk: _post(clerk, session)) if session else None
        if post is None:
            raise Problem(HTTPStatus.UNAUTHORIZED, "Nobody is signed in here: sign in first.")
        if not post.office.may(office):
            raise Problem(
                HTTPStatus.FORBIDDEN, f"This needs an {office.value}; {post.name} is {post.office}."
            )
        found = Person(post, session, form_token(session))
        await refuse_forged(request, found.form_token)
        return found

    return allowed


Reader = Annotated[Person, Depends(needs(Office.MANAGER))]
Inspector = Annotated[Person, Depends(needs(Office.INSPECTOR))]
Administrator = Annotated[Person, Depends(needs(Office.ADMINISTRATOR))]


async def sign_in(bureau: Bureau, name: str, secret: str, former: str) -> str:
    """A fresh session for the right name and secret; the one before, if any, ends."""
    account = await bureau.clerks.ask_doorkeeper(lambda clerk: clerk.staff.check(name, secret))
    if await bureau.clerks.ask(lambda clerk: clerk.posts.find(account.name)) is None:
        raise SignInError("This account has no post here.")
    session = await bureau.clerks.ask(lambda clerk: clerk.sessions.begin(account))
    if former:
        await bureau.clerks.ask(lambda clerk: clerk.sessions.end(former))
    return session


def _post(clerk: Clerk, session: str) -> Post | None:
    account = clerk.sessions.find(session)
    return clerk.posts.find(account.name) if account else None
