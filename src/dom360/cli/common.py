"""What the commands about companies have in common."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from typing import Annotated, TypeVar

from cyclopts import Parameter
from pydantic import BaseModel, ValidationError
from rich.console import Console

from dom360.db.database import Database, Tx
from dom360.errors import Invalid, NotFound
from dom360.settings import get_settings
from dom360.tenants import queries
from dom360.tenants.models import Tenant

Json = Annotated[bool, Parameter(name="--json", negative="")]
Shown = TypeVar("Shown", bound=BaseModel)
Form = TypeVar("Form", bound=BaseModel)

out = Console(highlight=False, soft_wrap=True)


def run(work: Callable[[Database], Awaitable[Shown]]) -> Shown:
    async def with_database() -> Shown:
        async with database() as db:
            return await work(db)

    return asyncio.run(with_database())


def run_in(tenant: str, work: Callable[[Tx], Awaitable[Shown]]) -> Shown:
    """In one transaction of the company with this slug."""

    async def in_company(db: Database) -> Shown:
        found = await find_company(db, tenant)
        async with db.tenant_tx(found.id) as tx:
            return await work(tx)

    return run(in_company)


@asynccontextmanager
async def database() -> AsyncIterator[Database]:
    db = Database(get_settings().required_app_url())
    try:
        yield db
    finally:
        await db.close()


async def find_company(db: Database, slug: str) -> Tenant:
    """Raises NotFound, in words."""
    async with db.platform_tx("dom360_admin") as tx:
        found = await queries.find_by_slug(tx, slug)
    if found is None:
        raise NotFound(f"There is no company with the slug {slug}.")
    return found


def read(form: type[Form], **fields: object) -> Form:
    """What was typed, judged like a body of the API; None stands for what was left out."""
    given = {name: value for name, value in fields.items() if value is not None}
    return judge(form, given)


def judge(form: type[Form], given: dict[str, object]) -> Form:
    try:
        return form.model_validate(given)
    except ValidationError as error:
        told = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise Invalid("; ".join(told)) from None


def read_changes(
    texts: Iterable[str], *, secrets: frozenset[str] = frozenset()
) -> dict[str, object]:
    """What `name=value` says, where the value is JSON or plain text. A secret is named without a
    value and read from standard input, so that it shows in no list of processes."""
    return dict(_change(text, secrets) for text in texts)


def _change(text: str, secrets: frozenset[str]) -> tuple[str, object]:
    name, given, value = text.partition("=")
    if name in secrets and value != "null":
        if given:
            raise Invalid(f"{name} is read from standard input: write {name} without a value.")
        return name, sys.stdin.readline().strip()
    if not given:
        raise Invalid(f"'{text}' is not of the form name=value.")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def show(answer: BaseModel, line: str, *, as_json: bool) -> None:
    """One line for people, or all of it for programs."""
    if as_json:
        sys.stdout.write(answer.model_dump_json(by_alias=True) + "\n")
    else:
        out.print(line)


def show_all(answer: BaseModel, lines: Iterable[str], *, as_json: bool) -> None:
    """A line an item for people, or all of it for programs."""
    if as_json:
        show(answer, "", as_json=True)
        return
    for line in lines:
        out.print(line, markup=False)


def show_fields(answer: BaseModel, *, as_json: bool) -> None:
    """A line a field for people, as `set` takes it back."""
    fields = answer.model_dump(mode="json", by_alias=True)
    lines = (f"{name} = {json.dumps(value)}" for name, value in fields.items())
    show_all(answer, lines, as_json=as_json)
