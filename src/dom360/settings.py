"""Every setting of DOM360. This is the only module that reads the environment.

Precedence: environment variables, then `.env`, then what `dom360 up` wrote for the embedded
database (`.dom360/embedded.env`), then the defaults below.
"""

import os
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dom360.kit.destinations import Allowed
from dom360.kit.keyring import Keyring

REPOSITORY = Path(__file__).resolve().parents[2]
EMBEDDED_ENV = "embedded.env"


def default_state_dir() -> Path:
    return Path(os.environ.get("DOM360_STATE_DIR", ".dom360")).absolute()


class SettingMissing(Exception):
    """A setting without which the command cannot work."""


class Settings(BaseSettings):
    """Read once per process with `get_settings()`; tests construct their own."""

    model_config = SettingsConfigDict(
        env_prefix="DOM360_",
        env_file=(default_state_dir() / EMBEDDED_ENV, ".env"),
        extra="ignore",
        populate_by_name=True,
        frozen=True,
    )

    state_dir: Path = Field(default_factory=default_state_dir)

    # Where things listen. `dom360 up` refuses to start on a taken port and names these settings.
    host: str = "127.0.0.1"
    frontend_port: int = Field(5173, ge=1, le=65535)
    backend_port: int = Field(3001, ge=1, le=65535)
    agent_port: int = Field(8000, ge=1, le=65535)
    database_port: int = Field(5432, ge=1, le=65535)

    # Databases. The owner's URL is used by migrations and operators' commands only; the services
    # connect as dom360_app and its fellow roles (see dom360.db.urls).
    database_url: SecretStr | None = Field(None, validation_alias="DATABASE_URL")
    database_app_url: SecretStr | None = Field(None, validation_alias="DATABASE_APP_URL")
    # Dashboards read from the replica while its rows are at most so old. It signs in as dom360_app.
    database_replica_url: SecretStr | None = Field(None, validation_alias="DATABASE_REPLICA_URL")
    replica_max_lag_s: float = Field(5.0, gt=0, le=600)
    database_pool_size: int = Field(10, ge=1, le=200)
    # False behind PgBouncer before 1.21: it keeps no prepared statements in transaction mode.
    database_prepare: bool = True
    # "id:base64key,id2:base64key2": the first encrypts, all decrypt (docs/secrets.md).
    encryption_keys: SecretStr | None = None
    postgres_user: str | None = None  # who runs the embedded PostgreSQL when started by root

    # Where the tenants' agents are, unless a tenant names its own.
    agent_url: str | None = None
    # What the Agent API demands of its callers. Without a key it answers anyone who can reach it.
    agent_key: SecretStr | None = None
    agent_rate_per_minute: int = Field(0, ge=0, description="Turns per tenant; 0 means no limit.")
    # The model of the agents that the Agent API brings, for every tenant without one of its own
    # (docs/models.md). Without a provider and a name the built-in policy answers.
    model_provider: Literal["openai", "anthropic", "bedrock", "google"] | None = None
    model_name: str | None = Field(None, min_length=1, max_length=200)
    model_fallback: str | None = Field(None, min_length=1, max_length=200)
    model_base_url: str | None = Field(None, pattern=r"^https?://[^\s]+$")
    model_api_key: SecretStr | None = None
    model_temperature: float | None = Field(None, ge=0, le=2)
    model_max_output_tokens: int = Field(1_000, ge=64, le=32_000)
    model_max_tool_calls: int = Field(8, ge=0, le=12, description="In one turn.")
    model_max_turn_tokens: int = Field(60_000, ge=1_000, le=1_000_000)
    model_timeout_s: float = Field(20, gt=0, le=120, description="Of one question to the model.")
    # Where agents reach this backend with their tools; by default on this machine.
    callback_url: str | None = Field(None, pattern=r"^https?://[^\s]+$")
    # Signs the capabilities that agents get with each turn (at least 32 bytes). Without it agents
    # answer, but have no tools. All copies of backend and worker need the same one.
    callback_secret: SecretStr | None = None
    backend_workers: int = Field(1, ge=1, le=64)

    # What `npm run build` made; the frontend's server serves this folder.
    frontend_dist: Path = REPOSITORY / "frontend" / "dist"

    # The page's own origins besides the request's host: CSRF checks accept these.
    allowed_origins: tuple[str, ...] = ()
    # Pages of other origins that may call the API with an API key; never with a cookie.
    cors_origins: tuple[str, ...] = ()
    # Whose X-Forwarded-For is believed: the frontend's server and the load balancer.
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    secure_cookies: bool = False
    # Where people's browsers find the pages: the beginning of the links that are sent to them.
    public_url: str | None = Field(None, pattern=r"^https?://[^\s?#]+$")
    # The mail server for invitations and forgotten passwords. Without one, links are shown to the
    # administrators who invite, and `print_links` shows the others on standard error.
    smtp_host: str | None = None
    smtp_port: int = Field(587, ge=1, le=65535)
    smtp_user: str | None = None
    smtp_password: SecretStr | None = None
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    mail_from: str = "DOM360 <no-reply@localhost>"
    # For trying the product on one's own machine: a link lets in whoever reads it.
    print_links: bool = False
    # Hosts and networks that are no public ones and may be called all the same when a person enters
    # such an address: '["agents.internal:8000", "10.20.0.0/16"]'. `dom360 up` allows this machine.
    private_destinations: tuple[str, ...] = ()
    # Of a password: what RFC 9106 says (64 MiB, tenths of a second of a core), or the least that
    # OWASP accepts (7 MiB, a ninth of the time). Hashes of the other cost are renewed at sign-in.
    hash_cost: Literal["rfc9106", "owasp_minimum"] = "rfc9106"
    session_hours: int = Field(12, ge=1, le=24 * 90)
    # How many wrong sign-ins an hour are free from one network address; then each takes longer.
    sign_in_tries_per_address: int = Field(50, ge=5, le=100_000)

    # Requests in a minute; 0 means no limit (docs/limits.md). Trusted proxies are not counted.
    rate_per_address: int = Field(12_000, ge=0)
    rate_per_key: int = Field(30_000, ge=0)
    rate_per_user: int = Field(3_000, ge=0)
    rate_per_tenant: int = Field(60_000, ge=0)
    # Web chats: strangers, who cost money without an account.
    rate_web_per_address: int = Field(240, ge=0)
    rate_per_web_chat: int = Field(6_000, ge=0)
    rate_per_visitor: int = Field(60, ge=0)
    # Counts for all processes together (redis:// or rediss://). Without it each keeps its part.
    rate_redis_url: SecretStr | None = None

    # Knowledge: the largest file that may be uploaded or read from an address.
    knowledge_max_file_bytes: int = Field(20 * 1024**2, ge=1024, le=200 * 1024**2)
    # How often a worker looks for documents that wait; how long one that fell silent keeps its own.
    knowledge_interval_s: float = Field(1.0, gt=0, le=60)
    knowledge_lease_s: float = Field(60.0, ge=1, le=3600)

    # What a US dollar is worth in reais: with it, the dashboards show amounts in both.
    brl_per_usd: Decimal | None = Field(None, gt=0, le=1000, decimal_places=6)

    # Where Prometheus asks: of each backend process one port, from this one on. Not for the world.
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = Field(None, ge=1, le=65_000)
    # The worker's own port for Prometheus. A second worker on one machine needs another.
    worker_metrics_port: int | None = Field(None, ge=1, le=65_535)
    # The Agent API's, which is one process.
    agent_metrics_port: int | None = Field(None, ge=1, le=65_535)

    # Where traces go: an OTLP receiver (http://…:4318). Without it none are recorded.
    otlp_endpoint: str | None = Field(None, pattern=r"^https?://[^\s]+$")

    log_level: str = "INFO"
    log_format: str = Field("json", pattern="^(json|console)$")

    turn_max_attempts: int = Field(3, ge=1, le=10)
    # Added to the agent's deadline: how long a turn may stay unattended before a worker repairs it.
    turn_lease_margin_ms: int = Field(5_000, ge=100, le=60_000)
    repair_interval_s: float = Field(2.0, gt=0, le=60)

    @field_validator("private_destinations")
    @classmethod
    def _can_be_read(cls, lines: tuple[str, ...]) -> tuple[str, ...]:
        """A line that nobody can read stops the start: it would open or close the wrong thing."""
        for line in lines:
            Allowed.parse(line)
        return lines

    @field_validator("rate_redis_url")
    @classmethod
    def _is_redis(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not url.get_secret_value().startswith(("redis://", "rediss://")):
            raise ValueError("begins with redis:// or rediss://")
        return url

    @model_validator(mode="after")
    def _a_model_is_whole(self) -> Self:
        """Half a model would look like none, and nobody would know why."""
        if (self.model_provider is None) != (self.model_name is None):
            raise ValueError("set DOM360_MODEL_PROVIDER and DOM360_MODEL_NAME, or neither")
        if self.model_provider == "bedrock" and self.model_base_url is None:
            raise ValueError("Bedrock needs the address of a region in DOM360_MODEL_BASE_URL")
        return self

    def required_app_url(self) -> str:
        """DATABASE_APP_URL, or a sentence that says where it comes from."""
        if self.database_app_url is None:
            raise SettingMissing(
                "DATABASE_APP_URL is not set. `dom360 up` sets it for its own PostgreSQL; for "
                "another one, set DATABASE_URL (owner) and DATABASE_APP_URL (postgresql://dom360_app:…@…)."
            )
        return self.database_app_url.get_secret_value()

    def required_owner_url(self) -> str:
        """DATABASE_URL, for commands that change the schema or look into it."""
        if self.database_url is None:
            raise SettingMissing(
                "DATABASE_URL is not set. Start `dom360 up` once, or name your database's owner."
            )
        return self.database_url.get_secret_value()

    def keyring(self) -> Keyring | None:
        """The keys for stored secrets; None where there are none. Raises BadKeyring."""
        text = self.encryption_keys.get_secret_value() if self.encryption_keys else ""
        return Keyring.parse(text) if text else None

    @property
    def reach_host(self) -> str:
        """Where this machine's own parts reach each other: `host` may mean every address."""
        return "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104

    @property
    def platform_agent_url(self) -> str:
        return self.agent_url or f"http://{self.reach_host}:{self.agent_port}"

    @property
    def agent_callback_url(self) -> str:
        return self.callback_url or f"http://{self.reach_host}:{self.backend_port}"

    @property
    def frontend_url(self) -> str:
        return f"http://localhost:{self.frontend_port}"

    @property
    def link_url(self) -> str:
        return self.public_url or self.frontend_url

    @property
    def backend_url(self) -> str:
        return f"http://localhost:{self.backend_port}"


def environment(*, without: Iterable[str] = (), **changes: str) -> dict[str, str]:
    """This process's environment for a child: without some names, then with `changes`."""
    left_out = frozenset(without)
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return kept | changes


def sleep_in_openmp() -> None:
    """Threads of OpenMP sleep while they wait, instead of spinning; an operator's own choice stays.
    It is told by the environment alone, when its library is loaded."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    return Settings()
