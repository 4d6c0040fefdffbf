from dom360.errors import Conflict, Forbidden, Unauthenticated


class InvalidCredentials(Unauthenticated):
    """The same words for an unknown address and a wrong password: neither is given away."""

    code = "INVALID_CREDENTIALS"
    detail = "E-mail address or password are not right. Check both and try again."


class TenantSuspended(Forbidden):
    code = "TENANT_SUSPENDED"
    detail = (
        "This company's account is suspended. Its data is kept; ask the platform's administrator."
    )


class TenantNotChosen(Conflict):
    code = "TENANT_NOT_CHOSEN"
    detail = "Choose the company to work in first: PUT /api/auth/session/tenant."


class KeysCannot(Forbidden):
    detail = "An API key cannot do this. Sign in as a person."


class ScopeMissing(Forbidden):
    code = "SCOPE_MISSING"

    @classmethod
    def of(cls, scope: str) -> "ScopeMissing":
        return cls(f"This API key lacks the scope {scope}. Use a key that has it.")


class ForeignOrigin(Forbidden):
    code = "FOREIGN_ORIGIN"
    detail = "This request came from another site's page and was refused."


class ForeignTenant(Forbidden):
    code = "FOREIGN_TENANT"
    detail = "tenant_id is not the company you are signed in for. Leave it out, or sign in there."


class EmailTaken(Conflict):
    code = "EMAIL_TAKEN"
    detail = "This e-mail address signs in already. Use another one."
