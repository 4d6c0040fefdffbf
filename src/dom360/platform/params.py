"""What the routes of the platform read alike."""

from typing import Annotated

from fastapi import Query

CompanySearch = Annotated[str | None, Query(max_length=100, description="In name and slug.")]
