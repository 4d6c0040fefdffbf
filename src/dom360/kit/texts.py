"""Kinds of text that people type, for bodies."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from dom360.protocol.request import is_blank


def visible(text: str) -> str:
    if is_blank(text):
        raise PydanticCustomError("text_blank", "Text must not be blank")
    return text.strip()


def storable(text: str | None) -> str | None:
    """PostgreSQL cannot even be asked for NUL; nothing has it, so nothing is found."""
    return text.replace("\x00", "\ufffd").strip() or None if text else None


Name = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(visible)]
Sentence = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(visible)]
Paragraph = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(visible)]
Locale = Annotated[
    str, Field(pattern=r"^[a-z]{2}(-[A-Za-z0-9]{2,8})?$", max_length=11, examples=["pt-BR"])
]
Timezone = Annotated[str, Field(min_length=1, max_length=64, examples=["America/Sao_Paulo"])]
# Judged by the guard where it is used; here it only has to look like one.
Url = Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\s]+$")]
# What can stand in a header as it is.
Secret = Annotated[str, Field(min_length=1, max_length=4096, pattern=r"^[!-~]+$")]
