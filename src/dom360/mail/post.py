"""Handing one message to the SMTP server."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Self

import aiosmtplib

from dom360.errors import Unavailable
from dom360.logs import get_logger
from dom360.settings import Settings

log = get_logger(__name__)

TIMEOUT_S = 20
# The server's final word: trying again changes nothing.
_FINAL = range(500, 600)


class MailNotSent(Unavailable):
    """Try again later."""

    code = "MAIL_NOT_SENT"
    detail = "The mail server did not take the message. Look at DOM360_SMTP_HOST and its log."


@dataclass(frozen=True)
class Mail:
    """For one person. Its words may hold a link that is a secret: never log them.

    `html`: the same, for who sees it. `unsubscribe`: where a POST ends such mails. `message_id`:
    where it is known which mail this is, so that a second copy is taken for the first.
    """

    to: str
    subject: str
    text: str
    html: str | None = None
    unsubscribe: str | None = None
    message_id: str | None = None


@dataclass(frozen=True)
class Post:
    """The way out. Without a host nothing can be sent, and callers offer links instead."""

    host: str | None
    port: int = 587
    user: str | None = None
    password: str | None = None
    security: str = "starttls"
    sender: str = "DOM360 <no-reply@localhost>"

    @classmethod
    def of(cls, settings: Settings) -> Self:
        password = settings.smtp_password
        return cls(
            settings.smtp_host,
            settings.smtp_port,
            settings.smtp_user,
            password.get_secret_value() if password else None,
            settings.smtp_security,
            settings.mail_from,
        )

    @property
    def sends(self) -> bool:
        return self.host is not None

    async def send(self, mail: Mail) -> bool:
        """False where the server refuses it for good. Raises MailNotSent for anything else."""
        assert self.host is not None, "look at `sends` first"
        try:
            await aiosmtplib.send(
                self._message(mail),
                hostname=self.host,
                port=self.port,
                username=self.user,
                password=self.password,
                use_tls=self.security == "tls",
                start_tls=self.security == "starttls",
                timeout=TIMEOUT_S,
            )
        except aiosmtplib.SMTPRecipientsRefused as refusal:
            if all(one.code in _FINAL for one in refusal.recipients):
                log.warning("mail.refused", codes=[one.code for one in refusal.recipients])
                return False
            raise MailNotSent from None
        except (aiosmtplib.SMTPException, OSError) as error:
            log.warning("mail.not_sent", error=type(error).__name__)
            raise MailNotSent from None
        return True

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = mail.to
        message["Subject"] = mail.subject
        message["Message-ID"] = mail.message_id or make_msgid(domain="dom360")
        # So that no out-of-office notice comes back.
        message["Auto-Submitted"] = "auto-generated"
        if mail.unsubscribe:
            message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(mail.text)
        if mail.html:
            message.add_alternative(mail.html, subtype="html")
        return message
