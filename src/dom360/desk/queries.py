from uuid import UUID

import psycopg

from dom360.db.database import Tx
from dom360.db.named_queries import load_beside
from dom360.desk.errors import CannedAnswerNotFound, LabelExists, LabelNotFound, ShortcutTaken
from dom360.desk.schemas import (
    CannedAnswerView,
    LabelView,
    NewCannedAnswer,
    NewLabel,
)

_SQL = load_beside(__file__)


async def list_labels(tx: Tx) -> list[LabelView]:
    return await tx.list(LabelView, _SQL["list_labels"])


async def count_labels(tx: Tx) -> int:
    return _number(await tx.value(_SQL["count_labels"]))


async def add_label(tx: Tx, new: NewLabel) -> LabelView:
    try:
        label = await tx.find(LabelView, _SQL["add_label"], name=new.name, color=new.color)
    except psycopg.errors.UniqueViolation:
        raise LabelExists from None
    assert label is not None
    return label


async def change_label(tx: Tx, label_id: UUID, to: NewLabel) -> LabelView:
    try:
        label = await tx.find(
            LabelView, _SQL["change_label"], label_id=label_id, name=to.name, color=to.color
        )
    except psycopg.errors.UniqueViolation:
        raise LabelExists from None
    if label is None:
        raise LabelNotFound
    return label


async def remove_label(tx: Tx, label_id: UUID) -> None:
    await tx.run(_SQL["take_label_off"], label_id=label_id)
    if not await tx.run(_SQL["remove_label"], label_id=label_id):
        raise LabelNotFound


async def list_canned_answers(tx: Tx) -> list[CannedAnswerView]:
    return await tx.list(CannedAnswerView, _SQL["list_canned_answers"])


async def count_canned_answers(tx: Tx) -> int:
    return _number(await tx.value(_SQL["count_canned_answers"]))


async def add_canned_answer(tx: Tx, new: NewCannedAnswer) -> CannedAnswerView:
    try:
        answer = await tx.find(
            CannedAnswerView,
            _SQL["add_canned_answer"],
            shortcut=new.shortcut,
            content=new.content,
        )
    except psycopg.errors.UniqueViolation:
        raise ShortcutTaken from None
    assert answer is not None
    return answer


async def change_canned_answer(tx: Tx, answer_id: UUID, to: NewCannedAnswer) -> CannedAnswerView:
    try:
        answer = await tx.find(
            CannedAnswerView,
            _SQL["change_canned_answer"],
            answer_id=answer_id,
            shortcut=to.shortcut,
            content=to.content,
        )
    except psycopg.errors.UniqueViolation:
        raise ShortcutTaken from None
    if answer is None:
        raise CannedAnswerNotFound
    return answer


async def remove_canned_answer(tx: Tx, answer_id: UUID) -> None:
    if not await tx.run(_SQL["remove_canned_answer"], answer_id=answer_id):
        raise CannedAnswerNotFound


def _number(found: object) -> int:
    assert isinstance(found, int)
    return found
