"""Signing in with a company's account, and where that account is."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_204_NO_CONTENT, HTTP_303_SEE_OTHER

from dom360.access import queries
from dom360.access.cookies import forget_visit, give_cookies, give_visit
from dom360.access.errors import SsoFailed, SsoRefused
from dom360.access.guards import Admin, AdminTx, check_origin
from dom360.access.parts import VISIT_COOKIE, FromBrowser
from dom360.access.sso import Sso, view_provider
from dom360.access.sso_schemas import ProviderBody, ProviderView, SsoStart, SsoWay
from dom360.errors import Dom360Error, NotFound
from dom360.web.deps import AppSettings, Db

router = APIRouter(prefix="/api", tags=["sso"])


async def _sso(request: Request) -> Sso:
    sso: Sso = request.app.state.sso
    return sso


SignOn = Annotated[Sso, Depends(_sso)]
Word = Annotated[str, Query(max_length=4000)]


@router.post("/auth/sso", dependencies=[Depends(check_origin)], operation_id="begin_sso")
async def begin(body: SsoStart, response: Response, sso: SignOn, settings: AppSettings) -> SsoWay:
    """Begin to sign in with a company's account. 404 where it has none here."""
    url, cookie = await sso.begin(body.slug)
    give_visit(response, cookie, settings)
    return SsoWay(url=url)


@router.get(
    "/auth/sso/callback",
    status_code=HTTP_303_SEE_OTHER,
    response_class=RedirectResponse,
    operation_id="finish_sso",
)
async def finish(
    request: Request,
    sso: SignOn,
    browser: FromBrowser,
    settings: AppSettings,
    state: Word = "",
    code: Word = "",
    error: Word = "",
) -> RedirectResponse:
    """Where the provider sends the browser back. It goes on to our pages, signed in or with
    `error`, a code that a page has words for."""
    home = settings.link_url.rstrip("/")
    try:
        if error or not code:
            raise SsoRefused if error == "access_denied" else SsoFailed
        started = await sso.finish(request.cookies.get(VISIT_COOKIE, ""), state, code, browser)
    except Dom360Error as problem:
        answer = RedirectResponse(f"{home}/sign-in?error={quote(problem.code)}", HTTP_303_SEE_OTHER)
    else:
        answer = RedirectResponse(f"{home}/", HTTP_303_SEE_OTHER)
        give_cookies(answer, started, settings)
    forget_visit(answer)
    return answer


@router.get("/identity-provider", operation_id="get_identity_provider")
async def get_provider(tx: AdminTx, sso: SignOn) -> ProviderView | None:
    """Where this company's people sign in with their company's account. Null where nowhere."""
    provider = await queries.find_provider(tx)
    return view_provider(provider, sso.public_url) if provider else None


@router.put("/identity-provider", operation_id="set_identity_provider")
async def set_provider(body: ProviderBody, me: Admin, db: Db, sso: SignOn) -> ProviderView:
    """The provider is asked before it is stored. The secret is never shown again."""
    assert me.tenant_id is not None
    await sso.configure(me.tenant_id, body)
    async with db.tenant_tx(me.tenant_id) as tx:
        provider = await queries.find_provider(tx)
    if provider is None:
        raise NotFound
    return view_provider(provider, sso.public_url)


@router.delete(
    "/identity-provider",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="remove_identity_provider",
)
async def remove_provider(tx: AdminTx) -> None:
    """Passwords are the only way in then. Sessions go on."""
    if not await queries.remove_provider(tx):
        raise NotFound
