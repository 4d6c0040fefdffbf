"""The two cookies of a browser: its session, and that it was here before."""

from fastapi import Response

from dom360.access.models import Started
from dom360.access.parts import DEVICE_COOKIE, VISIT_COOKIE
from dom360.settings import Settings

SESSION_COOKIE = "dom360_session"
_VISIT_S = 600
_YEAR_S = 365 * 24 * 3600


def give_cookies(response: Response, started: Started, settings: Settings) -> None:
    """Neither can be read by a page's scripts, nor is sent by another site's forms."""
    _set(response, SESSION_COOKIE, started.token, settings.session_hours * 3600, settings)
    if started.device is not None:
        give_device(response, started.device, settings)


def give_device(response: Response, device: str, settings: Settings) -> None:
    """So that its owner gets in here, however often others guess."""
    _set(response, DEVICE_COOKIE, device, _YEAR_S, settings)


def forget_session(response: Response) -> None:
    """That the browser was here before stays: it slows down its owner's forgetfulness less."""
    response.delete_cookie(SESSION_COOKIE, path="/")


def give_visit(response: Response, visit: str, settings: Settings) -> None:
    """While the browser is at its company's provider."""
    _set(response, VISIT_COOKIE, visit, _VISIT_S, settings)


def forget_visit(response: Response) -> None:
    response.delete_cookie(VISIT_COOKIE, path="/")


def _set(response: Response, name: str, value: str, max_age: int, settings: Settings) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies,
        path="/",
    )
