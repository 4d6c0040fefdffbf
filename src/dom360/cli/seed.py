"""`dom360 seed …`: companies to try the product with, and a past to look at."""

import asyncio
import sys
from datetime import date
from typing import Annotated

from cyclopts import App, Parameter
from cyclopts.validators import Number
from rich.console import Console

from dom360.settings import get_settings

app = App(name="seed")
out = Console(highlight=False, soft_wrap=True)

Days = Annotated[int, Parameter(validator=Number(gte=1, lte=1000))]


@app.command
def demo(*, days: Days = 365, seed: int = 360) -> None:
    """Give the two demo companies a believable past, and prove that it adds up.

    The exit code is 1 where a counter differs from its messages.

    Parameters
    ----------
    days:
        How many days up to now.
    seed:
        Another number, another past; the same number and days, the same figures.
    """
    from dom360.launch.year.seed import Addresses, seed_year

    settings = get_settings()
    addresses = Addresses(settings.required_owner_url(), settings.required_app_url())
    made = asyncio.run(seed_year(addresses, days=days, seed=seed, progress=_tell))
    for book in made.books:
        verdict = "every counter equals its messages" if book.agree else "DIFFERS"
        out.print(f"{book.slug}: {book.first_day} to {book.last_day}: {verdict}")
    out.print(f"{made.questions} questions were asked and answered.")
    if made.sign_ins:
        out.print_json(data=made.sign_ins)
    sys.exit(1 if any(not book.agree for book in made.books) else 0)


def _tell(slug: str, day: date, questions: int) -> None:
    if day.day == 1:
        out.print(f"{slug}: {day:%Y-%m}, {questions} questions so far")
