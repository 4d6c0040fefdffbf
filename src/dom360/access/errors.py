from dom360.errors import (
    BadGateway,
    Conflict,
    Forbidden,
    Gone,
    Invalid,
    NotFound,
    TooMany,
    Unauthenticated,
)


class InvalidCredentials(Unauthenticated):
    """The same words for an unknown address and a wrong password: neither is given away."""

    code = "INVALID_CREDENTIALS"
    detail = "E-mail address or password are not right. Check both and try again."


class TooManyGuesses(TooMany):
    """Says nothing about whether the account exists: unknown ones are counted like known ones."""

    code = "TOO_MANY_TRIES"

    @classmethod
    def wait(cls, seconds: int) -> "TooManyGuesses":
        return cls(
            f"Too many tries. Wait {seconds} seconds, or set a new password by e-mail.",
            retry_after_s=seconds,
        )


class SignInStepExpired(Gone):
    code = "SIGN_IN_STEP_EXPIRED"
    detail = "This took too long, or too many codes were wrong. Begin again with your password."


class WrongCode(Invalid):
    code = "WRONG_CODE"
    detail = (
        "This code is not right, or was used already. Wait for the next one in your app, or take "
        "one of your recovery codes."
    )


class WrongPassword(Invalid):
    code = "WRONG_PASSWORD"
    detail = "Your present password is not right."


class NoPassword(Conflict):
    code = "NO_PASSWORD"
    detail = "You sign in with your company's account, which has its own password and codes."


class SecondFactorOn(Conflict):
    code = "SECOND_FACTOR_ON"
    detail = "Your second factor is on already. Turn it off first."


class SecondFactorOff(Conflict):
    code = "SECOND_FACTOR_OFF"
    detail = "There is no second factor to do this with. Set one up first."


class LinkGone(Gone):
    code = "LINK_GONE"
    detail = "This link is not valid any more. Ask for a new one."


class UnknownScope(Invalid):
    code = "UNKNOWN_SCOPE"
    detail = "A key has at least one scope, and only those of its kind."


class KeyIsGone(Conflict):
    code = "API_KEY_GONE"
    detail = "This key was revoked or has expired. Make a new one."


class SsoNotAvailable(NotFound):
    """The same for a company that is not there and one without a provider."""

    code = "SSO_NOT_AVAILABLE"
    detail = "There is no company sign-in under this name. Check it, or use your password."


class SsoRefused(Forbidden):
    code = "SSO_REFUSED"
    detail = "Your company's account does not let you in here. Ask your administrator for access."


class SsoFailed(BadGateway):
    code = "SSO_FAILED"
    detail = (
        "Your company's sign-in did not give a usable answer. Try again, or tell its administrator."
    )


class TenantSuspended(Forbidden):
    code = "TENANT_SUSPENDED"
    detail = (
        "This company's account is suspended. Its data is kept; ask the platform's administrator."
    )


class TenantClosed(Forbidden):
    code = "TENANT_CLOSED"
    detail = (
        "This company's account is closed, and its data will be deleted. Until then the platform's "
        "administrator can take that back."
    )


def refusal_of(tenant_status: str) -> Forbidden:
    """Why nobody may work in a company that is not active."""
    return TenantClosed() if tenant_status == "deleting" else TenantSuspended()


class TenantNotChosen(Conflict):
    """Also when the time in a company is over."""

    code = "TENANT_NOT_CHOSEN"
    detail = "Say which company you work in, and why, first: PUT /api/auth/session/tenant."


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
