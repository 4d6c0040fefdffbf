"""Bodies of signing in with a company's account."""

import re
from datetime import datetime
from typing import Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from dom360.kit.schema import Body, View

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")

NewPeopleRole = Literal["TENANT_ADMIN", "TENANT_USER", "VIEWER"]


class SsoStart(Body):
    slug: str = Field(min_length=1, max_length=63, description="The company's short name.")


class SsoWay(View):
    """Send the browser there. It comes back to /api/auth/sso/callback, and then to our pages."""

    url: str


class ProviderBody(Body):
    """`client_secret` left out keeps the one that is stored, as long as the issuer's host stays."""

    issuer: str = Field(min_length=8, max_length=500, pattern=r"^https?://[^\s?#]+$")
    client_id: str = Field(min_length=1, max_length=300)
    client_secret: str | None = Field(default=None, min_length=1, max_length=2000)
    allowed_domains: list[str] = Field(default_factory=list, max_length=50)
    new_people_role: NewPeopleRole | None = None
    enabled: bool = True

    @field_validator("allowed_domains")
    @classmethod
    def _are_domains(cls, domains: list[str]) -> list[str]:
        lower = [domain.strip().lower() for domain in domains]
        if not all(_DOMAIN.fullmatch(domain) for domain in lower):
            raise PydanticCustomError("domain", "Write domains like clinica.example")
        return lower


class ProviderView(View):
    """What is stored; never the secret."""

    issuer: str
    client_id: str
    has_secret: bool
    allowed_domains: list[str]
    new_people_role: NewPeopleRole | None
    enabled: bool
    updated_at: datetime
    redirect_uri: str = Field(description="What to enter at the provider.")
