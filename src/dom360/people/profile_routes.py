"""What people change of themselves."""

from fastapi import APIRouter
from starlette.status import HTTP_204_NO_CONTENT

from dom360.access import passwords, views
from dom360.access import queries as access
from dom360.access.guards import SignedIn
from dom360.access.parts import Factors
from dom360.access.schemas import UserView
from dom360.people import actions, queries
from dom360.people.schemas import PasswordChange, ProfilePatch
from dom360.web.deps import Db

router = APIRouter(prefix="/api/auth", tags=["access"])


@router.patch("/profile", operation_id="change_profile")
async def change_profile(body: ProfilePatch, me: SignedIn, db: Db) -> UserView:
    """My name, and the language of my pages."""
    assert me.user_id is not None
    async with db.tenant_tx(me.home_tenant_id) as tx:
        await queries.change_profile(
            tx,
            me.user_id,
            name=body.name,
            locale=body.locale,
            sets_locale="locale" in body.model_fields_set,
        )
        return views.user(await access.get_user(tx, me.user_id))


@router.post("/password", status_code=HTTP_204_NO_CONTENT, operation_id="change_password")
async def change_password(body: PasswordChange, me: SignedIn, db: Db, factors: Factors) -> None:
    """Needs the old one. My other sessions end."""
    assert me.session_id is not None
    user = await factors.confirm_password(me, body.old_password)
    actions.check_new_password(user, body.new_password)
    password_hash = await passwords.hash_new(body.new_password)
    async with db.tenant_tx(me.home_tenant_id) as tx:
        await actions.change_password(tx, user.id, password_hash, session=me.session_id)
