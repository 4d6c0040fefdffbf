"""Labels and ready answers."""

from uuid import UUID

from fastapi import APIRouter
from starlette.status import HTTP_201_CREATED, HTTP_204_NO_CONTENT

from dom360.access.guards import ReaderTx, WriterTx
from dom360.desk import actions, queries
from dom360.desk.schemas import (
    CannedAnswerList,
    CannedAnswerView,
    LabelList,
    LabelView,
    NewCannedAnswer,
    NewLabel,
)

router = APIRouter(prefix="/api", tags=["desk"])


@router.get("/labels", operation_id="list_labels")
async def list_labels(tx: ReaderTx) -> LabelList:
    return LabelList(items=await queries.list_labels(tx))


@router.post("/labels", status_code=HTTP_201_CREATED, operation_id="add_label")
async def add_label(body: NewLabel, tx: WriterTx) -> LabelView:
    return await actions.add_label(tx, body)


@router.put("/labels/{label_id}", operation_id="change_label")
async def change_label(label_id: UUID, body: NewLabel, tx: WriterTx) -> LabelView:
    return await queries.change_label(tx, label_id, body)


@router.delete("/labels/{label_id}", status_code=HTTP_204_NO_CONTENT, operation_id="remove_label")
async def remove_label(label_id: UUID, tx: WriterTx) -> None:
    """Remove it, also from every conversation that has it."""
    await queries.remove_label(tx, label_id)


@router.get("/canned-answers", operation_id="list_canned_answers")
async def list_canned_answers(tx: ReaderTx) -> CannedAnswerList:
    return CannedAnswerList(items=await queries.list_canned_answers(tx))


@router.post("/canned-answers", status_code=HTTP_201_CREATED, operation_id="add_canned_answer")
async def add_canned_answer(body: NewCannedAnswer, tx: WriterTx) -> CannedAnswerView:
    return await actions.add_canned_answer(tx, body)


@router.put("/canned-answers/{answer_id}", operation_id="change_canned_answer")
async def change_canned_answer(
    answer_id: UUID, body: NewCannedAnswer, tx: WriterTx
) -> CannedAnswerView:
    return await queries.change_canned_answer(tx, answer_id, body)


@router.delete(
    "/canned-answers/{answer_id}",
    status_code=HTTP_204_NO_CONTENT,
    operation_id="remove_canned_answer",
)
async def remove_canned_answer(answer_id: UUID, tx: WriterTx) -> None:
    await queries.remove_canned_answer(tx, answer_id)
