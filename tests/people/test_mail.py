"""Links by mail: sent by the worker's jobs, tried again, kept nowhere."""

import asyncio
import secrets

import psycopg
import pytest

from dom360.access.throttle import Throttle
from dom360.db.database import Database
from dom360.jobs.app import make_app
from dom360.mail.post import Mail, MailNotSent, Post
from dom360.people import actions, jobs, letters
from dom360.people.mailing import Mailing
from dom360.people.models import Letter
from dom360.people.schemas import NewInvitation
from tests.doubles.mail_server import MailServer, link_in
from tests.people.conftest import token_of
from tests.support.postgres import ScratchDatabase
from tests.support.world import Client, TenantWorld

URL = "https://app.example.com"


@pytest.fixture
async def server():
    double = MailServer()
    await double.start()
    yield double
    await double.stop()


@pytest.fixture
def post(server: MailServer) -> Post:
    return Post("127.0.0.1", server.port, security="none", sender="DOM360 <dom360@example.com>")


@pytest.fixture
async def invited(db: Database, tenant: TenantWorld):
    """An invitation's id and address."""
    email = f"{secrets.token_hex(5)}@example.com"
    async with db.tenant_tx(tenant.tenant_id) as tx:
        new = NewInvitation(email=email, name="João Conceição", role="VIEWER")
        invitation, _ = await actions.invite(tx, new, by=None)
    return invitation.id, email


async def test_a_mailed_link_lets_its_reader_in(
    db: Database, post: Post, server: MailServer, tenant: TenantWorld, invited, client_of
):
    invitation_id, email = invited

    await jobs.send_invitation(db, post, URL, tenant.tenant_id, invitation_id)

    (mail,) = server.to(email)
    link = link_in(mail)
    assert mail["Subject"] == f"Convite para Empresa {tenant.canary}"
    assert "Olá, João Conceição!" in mail.get_content()
    assert link.startswith(f"{URL}/accept-invitation#i_")
    client: Client = client_of(tenant)
    client.headers.clear()
    seen = await client.post("/api/auth/invitation", {"token": token_of(link)})
    assert seen.json["email"] == email


async def test_what_the_server_does_not_take_now_is_sent_later_with_a_link_that_works(
    db: Database, post: Post, server: MailServer, tenant: TenantWorld, invited, client_of
):
    invitation_id, email = invited
    server.refusals.append("451 greylisted")

    with pytest.raises(MailNotSent):
        await jobs.send_invitation(db, post, URL, tenant.tenant_id, invitation_id)
    await jobs.send_invitation(db, post, URL, tenant.tenant_id, invitation_id)

    client: Client = client_of(tenant)
    client.headers.clear()
    body = {"token": token_of(link_in(server.to(email)[0]))}
    assert (await client.post("/api/auth/invitation", body)).status == 200


async def test_what_the_server_refuses_for_good_is_not_tried_again(
    db: Database, post: Post, server: MailServer, tenant: TenantWorld, invited
):
    server.refusals.append("550 no such user")

    await jobs.send_invitation(db, post, URL, tenant.tenant_id, invited[0])

    assert server.messages == []


async def test_a_server_that_is_away_is_tried_again(post: Post, server: MailServer):
    await server.stop()

    with pytest.raises(MailNotSent):
        await post.send(Mail("a@example.com", "x", "y"))


async def test_a_revoked_invitation_and_a_disabled_person_get_no_mail(
    db: Database, post: Post, server: MailServer, tenant: TenantWorld, invited, database
):
    database.rows("update dom360.invitations set revoked_at = now() where id = %s", invited[0])
    user_id = database.value("select id from dom360.users where tenant_id = %s", tenant.tenant_id)

    await jobs.send_invitation(db, post, URL, tenant.tenant_id, invited[0])
    database.rows("update dom360.users set disabled_at = now() where id = %s", user_id)
    await jobs.send_reset(db, post, URL, tenant.tenant_id, user_id)

    assert server.messages == []


async def test_a_queued_job_holds_ids_only_and_a_worker_sends_it(
    db: Database, post: Post, server: MailServer, tenant: TenantWorld, database: ScratchDatabase
):
    app = make_app(database.app_url)
    jobs.register(app, db, post, URL)
    async with app.open_async():
        mailing = Mailing(db, app, Throttle(db), URL, sends=True, prints=False)

        mailing.forgotten(tenant.admin_email)
        await mailing.drain()
        queued = database.rows(
            "select args::text from dom360_queue.procrastinate_jobs where task_name = %s",
            "people.send_password_reset",
        )
        await app.run_worker_async(wait=False, install_signal_handlers=False)

    assert str(tenant.tenant_id) in str(queued)
    assert tenant.admin_email not in str(queued)
    assert "r_" + tenant.tenant_id.hex not in str(queued)
    assert link_in(server.to(tenant.admin_email)[0]).startswith(f"{URL}/reset-password#r_")


async def test_who_has_only_their_companys_account_gets_no_password_link(
    db: Database, post: Post, server: MailServer, tenant: TenantWorld, database: ScratchDatabase
):
    user_id = database.value("select id from dom360.users where tenant_id = %s", tenant.tenant_id)
    database.rows("update dom360.users set password_hash = null where id = %s", user_id)

    await jobs.send_reset(db, post, URL, tenant.tenant_id, user_id)

    assert server.messages == []


def test_people_are_written_to_in_their_language_and_on_one_line():
    letter = Letter("a@example.com", "Ann", "Obra\nFácil {name}", "en")

    mail = letters.invitation(letter, f"{URL}/x")

    assert mail.subject == "Invitation to Obra Fácil {name}"
    assert "Hello Ann" in mail.text


async def test_no_mail_is_sent_inside_a_transaction(
    db: Database, server: MailServer, tenant: TenantWorld, invited, database: ScratchDatabase
):
    """While a server keeps us waiting, no connection of ours is in a transaction."""
    hanging = await asyncio.start_server(lambda r, w: None, "127.0.0.1", 0)
    port = hanging.sockets[0].getsockname()[1]
    post = Post("127.0.0.1", port, security="none")
    sending = asyncio.create_task(jobs.send_invitation(db, post, URL, tenant.tenant_id, invited[0]))
    await asyncio.sleep(1)

    with psycopg.connect(database.owner_url) as look:
        open_ones = look.execute(
            "select count(*) from pg_stat_activity where state like 'idle in transaction%'"
            " and usename = 'dom360_app' and datname = current_database()"
        ).fetchone()

    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    hanging.close()
    assert open_ones == (0,)
