"""Sign in by a one-time link, sign out, and what those see who are not signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from datasette import Request, Response

from claims.review.access.accounts import end_session
from claims.review.access.sessions import COOKIE, SESSION_SECONDS, sessions_of
from claims.review.access.settings import settings_of
from claims.review.frame.fields import inner_path
from claims.review.frame.page import show

if TYPE_CHECKING:
    from datasette.app import Datasette


async def sign_in_page(datasette: Datasette, request: Request) -> Response:
    """Answer `/-/claims/sign-in?token=...`: begin a session and go on to `next`.

    Who is signed in and opens the used link again, from a terminal or a bookmark, just goes on.
    """
    session = sessions_of(datasette).sign_in(request.args.get("token") or "")
    if session is None and request.actor:
        return Response.redirect(inner_path(request.args.get("next")))
    if session is None:
        return await forbidden_page(datasette, request, "That link was used before, or is too old.")
    response = Response.redirect(inner_path(request.args.get("next")))
    response.headers["cache-control"] = "no-store"
    response.set_cookie(
        COOKIE,
        session,
        max_age=SESSION_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.scheme == "https",
    )
    return response


async def sign_out_page(datasette: Datasette, request: Request) -> Response:
    """Answer POST `/-/claims/sign-out`: end the session."""
    if request.method != "POST":
        return Response.redirect("/")
    cookie = COOKIE
    if settings_of(datasette).team:
        cookie = await end_session(datasette, request)
    sessions_of(datasette).sign_out(request.cookies.get(COOKIE, ""))
    response = Response.redirect("/")
    response.set_cookie(cookie, "", max_age=0, httponly=True, samesite="lax")
    return response


async def forbidden_page(datasette: Datasette, request: Request, message: str) -> Response:
    """Answer 403 with what to do about it."""
    onward = inner_path(request.full_path) if request.method == "GET" else "/"
    return await show(
        datasette,
        request,
        "forbidden",
        status=403,
        message=message,
        team=settings_of(datasette).team,
        onward=onward,
    )
