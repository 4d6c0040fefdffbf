"""What we write to people. Portuguese, or English where their company speaks it."""

from urllib.parse import quote

from dom360.mail.post import Mail
from dom360.people.models import Letter

_INVITATION = {
    "pt": (
        "Convite para {company}",
        """Olá, {name}!

Você foi convidado(a) para trabalhar com {company} no DOM360.
Abra o link abaixo e escolha uma senha. Ele vale por 7 dias e só pode ser usado uma vez.

{link}

Se você não esperava este convite, ignore esta mensagem.
""",
    ),
    "en": (
        "Invitation to {company}",
        """Hello {name},

you are invited to work with {company} on DOM360.
Open this link and choose a password. It is good for 7 days and can be used once.

{link}

If you did not expect this invitation, ignore this message.
""",
    ),
}
_RESET = {
    "pt": (
        "Nova senha do DOM360",
        """Olá, {name}!

Alguém, provavelmente você, pediu uma nova senha para a sua conta em {company}.
Abra o link abaixo para escolhê-la. Ele vale por 1 hora e só pode ser usado uma vez.

{link}

Se não foi você, ignore esta mensagem: sua senha continua a mesma.
""",
    ),
    "en": (
        "A new password for DOM360",
        """Hello {name},

somebody, probably you, asked for a new password for your account at {company}.
Open this link to choose it. It is good for 1 hour and can be used once.

{link}

If it was not you, ignore this message: your password stays as it is.
""",
    ),
}


def invitation_link(public_url: str, token: str) -> str:
    """The token stands behind the #: browsers send that part to no server, and no log has it."""
    return f"{public_url.rstrip('/')}/accept-invitation#{quote(token)}"


def reset_link(public_url: str, token: str) -> str:
    return f"{public_url.rstrip('/')}/reset-password#{quote(token)}"


def invitation(letter: Letter, link: str) -> Mail:
    return _mail(_INVITATION, letter, link)


def reset(letter: Letter, link: str) -> Mail:
    return _mail(_RESET, letter, link)


def _mail(texts: dict[str, tuple[str, str]], letter: Letter, link: str) -> Mail:
    subject, text = texts["en" if letter.locale.lower().startswith("en") else "pt"]
    # In a subject a company's name has to be one line.
    company = " ".join(letter.company.split())
    words = {"name": letter.name, "company": company, "link": link}
    return Mail(letter.email, subject.format(**words), text.format(**words))
