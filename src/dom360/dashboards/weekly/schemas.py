"""What the weekly report's endpoints take and answer."""

from uuid import UUID

from dom360.kit.schema import Body, View


class WeeklyReport(View):
    """`can_subscribe` is false for people of the platform, who have no dashboards of their own.
    `sends`: this installation has a mail server."""

    subscribed: bool
    can_subscribe: bool
    sends: bool


class WeeklyReportChange(Body):
    subscribed: bool


class WeeklyReportPreview(View):
    """`html` has styles and neither scripts nor pictures; show it in a frame of its own."""

    subject: str
    text: str
    html: str


class Unsubscribed(View):
    """The same whether or not somebody was subscribed."""

    ended: bool = True


def split_token(text: str) -> tuple[UUID, UUID] | None:
    """Whose mails, and their secret; None for what is no such token."""
    tenant, _, secret = text.partition(".")
    try:
        return UUID(tenant), UUID(secret)
    except ValueError:
        return None
