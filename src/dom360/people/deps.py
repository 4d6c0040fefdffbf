from typing import Annotated

from fastapi import Depends, Request

from dom360.people.mailing import Mailing


async def _mailing(request: Request) -> Mailing:
    mailing: Mailing = request.app.state.mailing
    return mailing


Mails = Annotated[Mailing, Depends(_mailing)]
