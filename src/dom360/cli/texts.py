"""What `--help` teaches about each group. Here, so that showing it imports nothing else."""

import re


def _flow(text: str) -> str:
    """Let the terminal break lines: join those of a paragraph, keep indented examples apart."""
    return re.sub(r"(?<=[^\n:])\n(?=\S)", " ", text.strip())


ROOT = _flow("""
DOM360: AI agents that talk with a company's customers, many companies on one platform.

Start with 'dom360 up'. Every setting is an environment variable or a line in '.env'.

For example:
  dom360 up                                      everything, on this machine
  dom360 doctor                                  what is wrong, and what to do
  DOM360_BACKEND_PORT=3002 dom360 up             when a port is taken
  DATABASE_URL=… DATABASE_APP_URL=… dom360 up    with your own PostgreSQL
""")

UP = _flow("""
Start everything on this machine; Ctrl-C stops all of it.

The first start makes a PostgreSQL in .dom360/, fills it with two demo companies and prints the
sign-in once; later starts reuse the data. With DATABASE_URL and DATABASE_APP_URL set, your own
PostgreSQL is used instead. Logs are in .dom360/logs/. Scripts read .dom360/first-run.json and wait
until GET /api/health answers 200. It needs a built frontend ('make frontend') and free ports.

For example:
  dom360 up
  DOM360_FRONTEND_PORT=5174 DOM360_DATABASE_PORT=5433 dom360 up
""")

SERVE = _flow("""
Run one part in this process, until SIGTERM: backend, agent, worker, frontend.

In production a service manager runs each part; 'dom360 up' runs all of them for you. All parts read
the same settings.

For example:
  DATABASE_APP_URL=… DOM360_HOST=0.0.0.0 dom360 serve backend
  dom360 serve agent
""")

DB = _flow("""
Work on the database as its owner: migrate, status, seed, psql, backup, restore, retain,
unarchive, rotate-key, new-key, schema, erd.

Needs DATABASE_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 db status
  dom360 db psql -- -c 'table dom360.tenants'
  dom360 db backup --to /backups
  dom360 db restore /backups/dom360-… --to postgresql://postgres:…@host/empty_database
""")

USER = _flow("""
People who sign in: add, list, invite, change, disable, enable, remove, reset-password,
reset-second-factor.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs. Links are printed once:
hand them over yourself.

For example:
  dom360 user list clinica-vida-plena --json
  dom360 user invite ana@clinica.example --tenant clinica-vida-plena --name Ana --role TENANT_ADMIN
  dom360 user change ana@clinica.example --role VIEWER
  dom360 user reset-password ana@clinica.example
""")

SESSION = _flow("""
In which browsers a person is signed in: list, revoke. One of them, or all.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 session list ana@clinica.example --json
  dom360 session revoke ana@clinica.example
  dom360 session revoke ana@clinica.example 0198f0c2-…
""")

KEY = _flow("""
API keys of a company, or of the platform: list, create, rotate, revoke.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs. A key is printed once.

For example:
  dom360 key create clinica-vida-plena Site --scope chat --days 365
  dom360 key rotate clinica-vida-plena 0199… --grace-hours 48
  dom360 key create platform Provisioning --scope platform:read --json
""")

AUDIT = _flow("""
Prove that the audit log is whole.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 audit verify
  dom360 audit verify --tenant clinica-vida-plena --json
""")

TENANT = _flow("""
Companies from their first day to their last (create, list, show, suspend, resume, delete,
undelete), their settings (settings get, settings set), what they entrust to the platform
(set-agent-key, clear-agent-key), and all of one in a file (export, import).

Needs DATABASE_APP_URL and DOM360_ENCRYPTION_KEYS, or the embedded database while 'dom360 up' runs;
an import needs DATABASE_URL. A secret is read from standard input, so that it shows in no list of
processes and no history.

For example:
  dom360 tenant set-agent-key clinica-vida-plena < key.txt
  dom360 tenant export clinica-vida-plena --to clinica.zip
  dom360 tenant import clinica.zip --slug clinica-copia
""")

INBOX = _flow("""
Where contacts write to a company: list, create, edit, archive, restore, web-chat. A company is
named by its slug.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 inbox create clinica-vida-plena --name WhatsApp
  dom360 inbox list clinica-vida-plena --json
""")

CONTACT = _flow("""
Who writes to a company: list, create, edit, archive, restore. A company is named by its slug.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 contact create clinica-vida-plena '(11) 98765-4321' --name 'Ana Prado'
  dom360 contact list clinica-vida-plena --search ana --json
""")

AGENT = _flow("""
A company's agents: list, create, edit, set-default, archive, restore. A company is named by its
slug.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs; for a key also
DOM360_ENCRYPTION_KEYS. A key is read from standard input.

For example:
  dom360 agent create acme --name Sofia --provider openai --model gpt-5 --with-key < key.txt
  dom360 agent list acme --json
""")

IDENTITY_PROVIDER = _flow("""
Where a company's people sign in with the company's account (OpenID Connect): get, set, remove.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs; for a secret also
DOM360_ENCRYPTION_KEYS. The secret is read from standard input.

For example:
  dom360 identity-provider set acme --issuer https://login.acme.example --client-id dom360 \
    --allowed-domain acme.example --new-people-role TENANT_USER --with-secret < secret.txt
  dom360 identity-provider get acme --json
""")

PLATFORM = _flow("""
The installation as a whole: how its parts are (health), what all companies consume (metrics),
what the worker has to do (jobs), one more try for what failed (retry-job), and what a new company
begins with (defaults get, defaults set).

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 platform health --json
  dom360 platform metrics --first-day 2026-11-01 --last-day 2026-11-30 --json
  dom360 platform jobs --status failed
  dom360 platform retry-job 4711
  dom360 platform defaults set timezone=America/Manaus
""")

USAGE = _flow("""
What companies consume: prices, the monthly summary, and the proof that the counters are right.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 usage price set gpt-5 --input 1250000 --output 10000000 --cached 125000
  dom360 usage price set gpt-5 --input 1000000 --output 8000000 --tenant acme --from 2026-01-01
  dom360 usage reconcile
  dom360 usage reconcile --tenant acme --day 2026-01-31 --repair
""")

BUDGET = _flow("""
What a company, one of its inboxes or an API key may consume in a day or a month: list, set, remove.

Needs DATABASE_APP_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 budget set acme --period month --kind hard --usd 200
  dom360 budget set acme --period day --kind soft --tokens 500000 --inbox 0198f0c2-…
  dom360 budget list acme --json
  dom360 budget remove acme 0198f0c2-…
""")

BI = _flow("""
Logins for BI tools such as Metabase and Grafana: read-only, the numbers of one company each.

Needs DATABASE_URL and DATABASE_APP_URL, or the embedded database while 'dom360 up' runs.

For example:
  dom360 bi grant acme
  dom360 bi list
  dom360 bi revoke acme
""")

DOCTOR = _flow("""
Check this installation, and say what to do. Changes nothing.

Looks at Python, ports, PostgreSQL, roles, migrations, the agent, the disk and the frontend. Each
line is OK, WARN or FAIL; the exit code is 1 when one failed.

With --isolation it is the leak test instead: as the services' roles, with no, an empty, a
malformed and another tenant set, it tries to read and write all they can reach, and takes all of it
back. One line a finding, then their number. It may run on production; it needs two companies with
messages.

For example:
  dom360 doctor
  dom360 doctor --json
  dom360 doctor --isolation
""")

BENCH = _flow("""
Measure what this machine carries: turns a second, reads, hot spots, growth, memory.

It starts its own PostgreSQL (fsync on) and its own services, on the loopback address only, and ends
them. A whole run takes about half an hour; figures are comparable as ratios inside one run.

For example:
  dom360 bench -- --quick                          five minutes
  dom360 bench -- --messages 10_000_000            growth up to ten million messages
  dom360 bench -- --json run.json --compare old.json
  dom360 bench -- --help                           everything that can be chosen
""")

SEED = _flow("""
Give the demo companies a year to look at: conversations, leads, models, money, one bad day.

Written through the product's own functions, so the dashboards show what the product would. It takes
a few minutes, once; the services may run meanwhile.

For example:
  dom360 seed demo
  dom360 seed demo --days 90 --seed 7
""")

RESET = _flow("""
Remove the embedded database and all local state, after asking.

Passwords, logs and the demo's sign-ins go with it. A database of your own (DATABASE_URL) is not
touched. Stop 'dom360 up' first.

For example:
  dom360 reset
  dom360 reset --yes
""")
