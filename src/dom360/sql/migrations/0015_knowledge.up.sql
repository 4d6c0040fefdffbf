-- What a company knows: its documents, cut into passages that can be found by their words and by what
-- they mean. Embeddings are plain arrays of numbers: pgvector makes searching them fast (see
-- ensure_vector_indexes), and where it is missing nothing here has to change.
create table dom360.documents (
    tenant_id           uuid        not null references dom360.tenants on delete cascade,
    id                  uuid        not null default dom360.new_id(),
    name                text        not null check (btrim(name) <> '' and length(name) <= 300),
    source_kind         text        not null check (source_kind in ('file', 'url')),
    url                 text        check (url ~ '^https?://[^[:space:]]+$'),
    media_type          text,
    sha256              bytea       check (octet_length(sha256) = 32),
    bytes               integer     check (bytes >= 0),
    version             integer     not null default 1 check (version > 0),
    served_version      integer,
    state               text        not null default 'queued'
                        check (state in ('queued', 'extracting', 'embedding', 'ready', 'failed')),
    error_code          text,
    progress_done       integer     not null default 0 check (progress_done >= 0),
    progress_total      integer     not null default 0 check (progress_total >= 0),
    attempts            integer     not null default 0 check (attempts >= 0),
    lease_until         timestamptz,
    passages            integer     not null default 0 check (passages >= 0),
    embedding_model     text,
    embedding_dimension integer     check (embedding_dimension between 1 and 8192),
    uploaded_by         uuid,
    created_at          timestamptz not null default now(),
    updated_at          timestamptz not null default now(),
    indexed_at          timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, name),
    foreign key (tenant_id, uploaded_by) references dom360.users,
    check ((source_kind = 'url') = (url is not null)),
    check ((state = 'failed') = (error_code is not null)),
    check (served_version <= version)
) with (fillfactor = 70);

comment on table dom360.documents is
    'A file or page that agents may answer from. Its row is also its job: state, lease, attempts, progress.';
comment on column dom360.documents.version is
    'Counts uploads of this name. Passages of an older one are found until the newer is ready.';
comment on column dom360.documents.served_version is 'The version that searches find. Null: none yet.';
comment on column dom360.documents.lease_until is
    'Who works on it has until then to say more. Null while nobody does. In a failed try: when to try again.';
comment on column dom360.documents.passages is 'How many passages searches find.';
comment on column dom360.documents.embedding_model is
    'Whose numbers the passages carry that searches find. Null: they are found by words only.';

-- Serves list_documents, newest first, and what waits for a worker.
create index documents_by_time on dom360.documents (tenant_id, created_at desc, id desc);
create index documents_waiting on dom360.documents (tenant_id, created_at)
    where state in ('queued', 'extracting', 'embedding');

select dom360.protect_tenant_table('dom360.documents');
grant select, insert, delete on dom360.documents to dom360_app;
grant update (source_kind, url, media_type, sha256, bytes, version, served_version, state, error_code,
              progress_done, progress_total, attempts, lease_until, passages, embedding_model,
              embedding_dimension, uploaded_by, updated_at, indexed_at)
    on dom360.documents to dom360_app;
create policy lookup_reads on dom360.documents for select to dom360_lookup using (true);
grant select (tenant_id, id, state, lease_until, created_at, passages, served_version)
    on dom360.documents to dom360_lookup;


-- In pieces: no statement and no line of an export carries 20 MB.
create table dom360.document_files (
    tenant_id   uuid    not null,
    document_id uuid    not null,
    version     integer not null check (version > 0),
    position    integer not null check (position >= 0),
    content     bytea   not null,
    primary key (tenant_id, document_id, version, position),
    foreign key (tenant_id, document_id) references dom360.documents on delete cascade
);

comment on table dom360.document_files is
    'The bytes as they came, in pieces, so that any worker can read them, now and later.';
-- Most of it is compressed already, and to try again costs time.
alter table dom360.document_files alter column content set storage external;

select dom360.protect_tenant_table('dom360.document_files');
grant select, insert, delete on dom360.document_files to dom360_app;


create table dom360.passages (
    tenant_id   uuid    not null,
    id          uuid    not null default dom360.new_id(),
    document_id uuid    not null,
    version     integer not null check (version > 0),
    position    integer not null check (position >= 0),
    heading     text    not null default '',
    body        text    not null check (body <> ''),
    primary key (tenant_id, id),
    unique (tenant_id, document_id, version, position),
    foreign key (tenant_id, document_id) references dom360.documents on delete cascade
);

comment on table dom360.passages is 'A part of a document that can stand for itself as an answer.';
comment on column dom360.passages.heading is 'The headings above it, as a path: Planos > Preços.';

select dom360.protect_tenant_table('dom360.passages');
grant select, insert, delete on dom360.passages to dom360_app;
create policy lookup_reads on dom360.passages for select to dom360_lookup using (true);
grant select (tenant_id, id, document_id, version, heading, body) on dom360.passages to dom360_lookup;


create table dom360.passage_vectors (
    tenant_id   uuid    not null,
    passage_id  uuid    not null,
    model       text    not null check (model <> ''),
    document_id uuid    not null,
    version     integer not null,
    dimension   integer not null check (dimension between 1 and 8192),
    embedding   real[]  not null,
    primary key (tenant_id, passage_id, model),
    foreign key (tenant_id, passage_id) references dom360.passages on delete cascade,
    check (cardinality(embedding) = dimension)
);

comment on table dom360.passage_vectors is
    'What a passage means, as the numbers of one embedding model. While a tenant changes models, of two.';

-- Serves the progress and the end of an embedding run.
create index passage_vectors_by_document
    on dom360.passage_vectors (tenant_id, document_id, version, model);

select dom360.protect_tenant_table('dom360.passage_vectors');
grant select, insert, delete on dom360.passage_vectors to dom360_app;


-- Null: the model that is built in.
alter table dom360.account_vars
    add column embeddings_url text check (embeddings_url ~ '^https?://[^[:space:]]+$'),
    add column embeddings_model text check (embeddings_model ~ '^[[:graph:]]{1,200}$'),
    add column embeddings_dimension integer check (embeddings_dimension between 1 and 8192),
    add column embeddings_key_encrypted text
        check (embeddings_key_encrypted ~ '^v1:[a-z0-9][a-z0-9_-]{0,31}:[A-Za-z0-9+/]+=*$'),
    add constraint account_vars_embeddings_check
        check ((embeddings_url is null) = (embeddings_model is null)
               and (embeddings_url is null) = (embeddings_dimension is null)
               and (embeddings_url is not null or embeddings_key_encrypted is null));

comment on column dom360.account_vars.embeddings_url is
    'An OpenAI-compatible service that this tenant''s embeddings come from: without "/embeddings".';
comment on column dom360.account_vars.embeddings_key_encrypted is
    'encrypt_sensitive_field(): what that service demands of its callers.';

grant update (embeddings_url, embeddings_model, embeddings_dimension, embeddings_key_encrypted, updated_at)
    on dom360.account_vars to dom360_app;
