from dataclasses import dataclass
from typing import Literal
from uuid import UUID


@dataclass(frozen=True)
class Tenant:
    id: UUID
    slug: str
    name: str
    status: str
    locale: str
    timezone: str


@dataclass(frozen=True)
class NewTenant:
    slug: str
    name: str
    kind: Literal["customer", "platform"] = "customer"
    locale: str = "pt-BR"
    timezone: str = "America/Sao_Paulo"
