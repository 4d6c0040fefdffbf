"""Labels and ready answers, within their limits."""

from dom360.db.database import Tx
from dom360.desk import queries
from dom360.desk.errors import TooManyCannedAnswers, TooManyLabels
from dom360.desk.schemas import CannedAnswerView, LabelView, NewCannedAnswer, NewLabel

MAX_LABELS = 200
MAX_CANNED_ANSWERS = 500


async def add_label(tx: Tx, new: NewLabel) -> LabelView:
    if await queries.count_labels(tx) >= MAX_LABELS:
        raise TooManyLabels
    return await queries.add_label(tx, new)


async def add_canned_answer(tx: Tx, new: NewCannedAnswer) -> CannedAnswerView:
    if await queries.count_canned_answers(tx) >= MAX_CANNED_ANSWERS:
        raise TooManyCannedAnswers
    return await queries.add_canned_answer(tx, new)
