"""Asking for the weekly report, ending it, and looking at it."""

from typing import Annotated

from fastapi import APIRouter, Query

from dom360.access.guards import Reader, ReaderTx
from dom360.access.models import Principal
from dom360.dashboards.weekly import queries
from dom360.dashboards.weekly.figures import last_monday, read_week
from dom360.dashboards.weekly.letter import weekly_mail
from dom360.dashboards.weekly.schemas import (
    Unsubscribed,
    WeeklyReport,
    WeeklyReportChange,
    WeeklyReportPreview,
    split_token,
)
from dom360.db.database import Tx
from dom360.errors import Conflict
from dom360.mail.post import Post
from dom360.settings import Settings
from dom360.web.deps import AppSettings, Db

router = APIRouter(prefix="/api/reports/weekly", tags=["dashboard"])


class OnlyOwnPeople(Conflict):
    code = "REPORT_ONLY_FOR_COMPANY"
    detail = "The report goes to people of the company. Sign in as one of them to ask for it."


@router.get("", operation_id="get_weekly_report")
async def get_weekly_report(me: Reader, tx: ReaderTx, settings: AppSettings) -> WeeklyReport:
    """Whether I get the report of each week by mail."""
    return await _mine(tx, me, settings)


@router.put("", operation_id="change_weekly_report")
async def change_weekly_report(
    body: WeeklyReportChange, me: Reader, tx: ReaderTx, settings: AppSettings
) -> WeeklyReport:
    """Ask for the report, or end it. It comes on Monday mornings, by the company's clock."""
    if not _is_own(me):
        raise OnlyOwnPeople
    assert me.user_id is not None
    if body.subscribed:
        await queries.subscribe(tx, me.user_id)
    else:
        await queries.unsubscribe(tx, me.user_id)
    return await _mine(tx, me, settings)


@router.get("/preview", operation_id="preview_weekly_report")
async def preview_weekly_report(
    me: Reader, tx: ReaderTx, settings: AppSettings
) -> WeeklyReportPreview:
    """The report of the last week that is over, as the mail says it."""
    addressee = await queries.find_addressee(tx, me.user_id) if me.user_id and _is_own(me) else None
    if addressee is None:
        addressee = await queries.describe_company(tx)
    week = await read_week(tx, await last_monday(tx), settings.brl_per_usd)
    assert me.tenant_id is not None
    mail = weekly_mail(week, addressee, me.tenant_id, settings.link_url)
    return WeeklyReportPreview(subject=mail.subject, text=mail.text, html=mail.html or "")


@router.post("/unsubscribe", operation_id="unsubscribe_weekly_report")
async def unsubscribe(db: Db, token: Annotated[str, Query(max_length=100)]) -> Unsubscribed:
    """End the mails, by the link in one of them. Mail programs call it by themselves when their
    reader says so (RFC 8058); opening a link alone ends nothing."""
    found = split_token(token)
    if found is not None:
        tenant_id, secret = found
        async with db.tenant_tx(tenant_id) as tx:
            await queries.unsubscribe_by_token(tx, secret)
    return Unsubscribed()


async def _mine(tx: Tx, me: Principal, settings: Settings) -> WeeklyReport:
    mine = await queries.find_subscription(tx, me.user_id) if me.user_id else None
    return WeeklyReport(
        subscribed=mine is not None,
        can_subscribe=_is_own(me),
        sends=Post.of(settings).sends,
    )


def _is_own(me: Principal) -> bool:
    return me.user_id is not None and me.tenant_id == me.home_tenant_id
