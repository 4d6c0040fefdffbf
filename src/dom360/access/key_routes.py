"""API keys of a company, and those of the platform."""

from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access import keys, queries
from dom360.access.guards import Admin, AdminTx, HomeTx, Master
from dom360.access.key_schemas import (
    ApiKeyCreated,
    ApiKeyList,
    ApiKeyView,
    NewApiKey,
    NewPlatformKey,
    Rotation,
)
from dom360.access.models import USUAL_SCOPES, ApiKey, NewKey

router = APIRouter(prefix="/api", tags=["api keys"])


@router.get("/api-keys", operation_id="list_api_keys")
async def list_api_keys(tx: AdminTx) -> ApiKeyList:
    return ApiKeyList(items=[_view(key) for key in await queries.list_api_keys(tx)])


@router.post("/api-keys", status_code=HTTP_201_CREATED, operation_id="create_api_key")
async def create_api_key(body: NewApiKey, me: Admin, tx: AdminTx) -> ApiKeyCreated:
    """Make a key. The answer is the only time it is shown."""
    scopes = frozenset(body.scopes) if body.scopes else USUAL_SCOPES
    new = NewKey(body.name, scopes, expires_at=body.expires_at, created_by=me.user_id)
    return _created(*await keys.create(tx, new))


@router.post(
    "/api-keys/{api_key_id}/rotate", status_code=HTTP_201_CREATED, operation_id="rotate_api_key"
)
async def rotate_api_key(api_key_id: UUID, body: Rotation, me: Admin, tx: AdminTx) -> ApiKeyCreated:
    """A new key that may do the same. The old one works on for the grace time."""
    grace = timedelta(hours=body.grace_hours)
    return _created(*await keys.rotate(tx, api_key_id, grace=grace, by=me.user_id))


@router.delete(
    "/api-keys/{api_key_id}", status_code=HTTP_204_NO_CONTENT, operation_id="revoke_api_key"
)
async def revoke_api_key(api_key_id: UUID, tx: AdminTx) -> None:
    """Revoke a key. It stops working at once."""
    await queries.revoke_api_key(tx, api_key_id)


@router.get("/admin/api-keys", operation_id="list_platform_keys")
async def list_platform_keys(tx: HomeTx) -> ApiKeyList:
    """Keys with which programs administer the platform. They reach no company's data."""
    return ApiKeyList(items=[_view(key) for key in await queries.list_api_keys(tx)])


@router.post("/admin/api-keys", status_code=HTTP_201_CREATED, operation_id="create_platform_key")
async def create_platform_key(body: NewPlatformKey, me: Master, tx: HomeTx) -> ApiKeyCreated:
    """Make a platform key. The answer is the only time it is shown."""
    new = NewKey(
        body.name, frozenset(body.scopes), expires_at=body.expires_at, created_by=me.user_id
    )
    return _created(*await keys.create(tx, new, of_platform=True))


@router.post(
    "/admin/api-keys/{api_key_id}/rotate",
    status_code=HTTP_201_CREATED,
    operation_id="rotate_platform_key",
)
async def rotate_platform_key(
    api_key_id: UUID, body: Rotation, me: Master, tx: HomeTx
) -> ApiKeyCreated:
    grace = timedelta(hours=body.grace_hours)
    return _created(*await keys.rotate(tx, api_key_id, grace=grace, by=me.user_id))


@router.delete(
    "/admin/api-keys/{api_key_id}",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="revoke_platform_key",
)
async def revoke_platform_key(api_key_id: UUID, tx: HomeTx) -> None:
    await queries.revoke_api_key(tx, api_key_id)


def _view(key: ApiKey) -> ApiKeyView:
    return ApiKeyView(**asdict(key))


def _created(stored: ApiKey, key: str) -> ApiKeyCreated:
    return ApiKeyCreated(**asdict(stored), key=key)
