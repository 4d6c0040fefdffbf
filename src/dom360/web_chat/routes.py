"""The web chat of an inbox, as administrators set it up."""

from uuid import UUID

from fastapi import APIRouter

from dom360.access.guards import AdminTx
from dom360.web_chat import actions, queries
from dom360.web_chat.schemas import WebChatPatch, WebChatView

router = APIRouter(prefix="/api/inboxes/{inbox_id}/web-chat", tags=["web chat"])


@router.get("", operation_id="get_web_chat")
async def get_web_chat(inbox_id: UUID, tx: AdminTx) -> WebChatView:
    return actions.view(await queries.get_settings(tx, inbox_id))


@router.patch("", operation_id="change_web_chat")
async def change_web_chat(inbox_id: UUID, body: WebChatPatch, tx: AdminTx) -> WebChatView:
    """Switch it on or off, name the origins whose pages may show it, give it a look."""
    return await actions.change(tx, inbox_id, body)


@router.post("/rotate-key", operation_id="rotate_web_chat_key")
async def rotate_web_chat_key(inbox_id: UUID, tx: AdminTx) -> WebChatView:
    """Make a new public key. The pages need the new snippet; visitors keep their conversations."""
    return await actions.rotate_key(tx, inbox_id)
