"""Bodies of the endpoints for labels, ready answers and colleagues."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from dom360.kit.schema import Body, View
from dom360.protocol.request import is_blank

Color = Literal["gray", "petrol", "clay", "red", "green", "blue", "violet", "yellow"]


def _not_blank(text: str) -> str:
    if is_blank(text):
        raise PydanticCustomError("text_blank", "Text must not be blank")
    return text.strip()


class NewLabel(Body):
    name: Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_not_blank)]
    color: Color = "gray"


class LabelView(View):
    id: UUID
    name: str
    color: Color


class LabelList(View):
    items: list[LabelView]


class NewCannedAnswer(Body):
    shortcut: str = Field(
        pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$",
        description="What is typed after the slash: small letters, digits, - and _.",
        examples=["saudacao"],
    )
    content: Annotated[str, Field(min_length=1, max_length=8000), AfterValidator(_not_blank)]


class CannedAnswerView(View):
    id: UUID
    shortcut: str
    content: str
    updated_at: datetime


class CannedAnswerList(View):
    items: list[CannedAnswerView]
