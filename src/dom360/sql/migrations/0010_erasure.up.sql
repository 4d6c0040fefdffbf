-- The right of a person to be forgotten (LGPD, article 18). Who they are and what they wrote goes; that
-- something was said, and what it cost, stays, so that the books agree afterwards too.
--
-- Safe beside yesterday's code: it goes on writing numbers, and the check is NOT VALID, because no row
-- of today can break it.
alter table dom360.contacts
    alter column phone_e164 drop not null,
    add column anonymised_at timestamptz,
    add constraint contacts_phone_until_erased
        check (phone_e164 is not null or anonymised_at is not null) not valid;

comment on column dom360.contacts.phone_e164 is 'Null once the person was erased.';
comment on column dom360.contacts.anonymised_at is
    'When the person was erased. Whoever writes from that number again is a new contact.';

alter table dom360.conversations add column erased_at timestamptz;

comment on column dom360.conversations.erased_at is
    'When its words were erased. From then on it takes no message, whoever may still be at work on one.';


create table dom360.erasures (
    tenant_id  uuid        not null,
    id         uuid        not null default dom360.new_id(),
    contact_id uuid        not null,
    erased_at  timestamptz not null default now(),
    counts     jsonb       not null,
    primary key (tenant_id, id),
    unique (tenant_id, contact_id),
    foreign key (tenant_id, contact_id) references dom360.contacts on delete cascade
);

comment on table dom360.erasures is
    'Receipts: which contact was erased when, and how many rows of each table were touched.';

select dom360.protect_tenant_table('dom360.erasures');
grant select on dom360.erasures to dom360_app, dom360_jobs;
grant select, insert on dom360.erasures to dom360_lookup;
grant execute on function dom360.new_id() to dom360_lookup;
