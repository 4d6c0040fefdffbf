drop schema if exists naive cascade;
create schema naive;

create table naive.tenants (id uuid primary key, name text not null, agent_url text, timeout_ms int not null default 30000);
create table naive.api_keys (key text primary key, tenant_id uuid not null references naive.tenants);
create table naive.contacts (
    id uuid primary key default gen_random_uuid(), tenant_id uuid not null references naive.tenants,
    phone text not null, unique (tenant_id, phone));
create table naive.conversations (
    id uuid primary key default gen_random_uuid(), tenant_id uuid not null references naive.tenants,
    inbox_id uuid not null, contact_id uuid not null references naive.contacts,
    created_at timestamptz not null default now());
create index on naive.conversations (tenant_id, inbox_id, contact_id);
create table naive.messages (
    id uuid primary key default gen_random_uuid(), tenant_id uuid not null references naive.tenants,
    conversation_id uuid not null references naive.conversations, message_index int not null,
    role text not null, content text not null, input_tokens int, output_tokens int, total_tokens int,
    created_at timestamptz not null default now());
create index on naive.messages (conversation_id, message_index);
create index on naive.messages (tenant_id, created_at desc);
create table naive.consumption (
    tenant_id uuid not null, day date not null, messages bigint not null default 0,
    total_tokens bigint not null default 0, primary key (tenant_id, day));
