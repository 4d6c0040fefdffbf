-- name: put_document
-- A name is one document: the same name again is a newer version of it. Its passages are found until the
-- new ones are ready.
insert into documents as d (tenant_id, name, source_kind, url, media_type, sha256, bytes, uploaded_by)
values (%(tenant_id)s, %(name)s, %(source_kind)s, %(url)s, %(media_type)s, %(sha256)s, %(bytes)s,
        (select u.id from users u where u.tenant_id = %(tenant_id)s and u.id = %(uploaded_by)s))
on conflict (tenant_id, name) do update
   set source_kind = excluded.source_kind, url = excluded.url, media_type = excluded.media_type,
       sha256 = excluded.sha256, bytes = excluded.bytes, uploaded_by = excluded.uploaded_by,
       version = d.version + 1, state = 'queued', error_code = null, progress_done = 0,
       progress_total = 0, attempts = 0, lease_until = null, updated_at = excluded.updated_at
returning id, version, version = 1 as created;

-- name: find_same
-- The same bytes under the same name, which are there or on their way.
select id, version, false as created
  from documents
 where tenant_id = %(tenant_id)s
   and name = %(name)s
   and source_kind = 'file'
   and sha256 = %(sha256)s
   and state <> 'failed';

-- name: count_documents
select count(*) from documents where tenant_id = %(tenant_id)s and name <> %(name)s;

-- name: add_piece
insert into document_files (tenant_id, document_id, version, position, content)
values (%(tenant_id)s, %(document_id)s, %(version)s, %(position)s, %(content)s);

-- name: drop_other_files
delete from document_files
 where tenant_id = %(tenant_id)s and document_id = %(document_id)s and version <> %(version)s;

-- name: drop_file
delete from document_files
 where tenant_id = %(tenant_id)s and document_id = %(document_id)s and version = %(version)s;

-- name: list_pieces
select content
  from document_files
 where tenant_id = %(tenant_id)s and document_id = %(document_id)s and version = %(version)s
 order by position;

-- name: list_documents
select d.id, d.name, d.source_kind, d.url, d.media_type, d.sha256, d.bytes, d.version, d.served_version,
       d.state, d.error_code, d.progress_done, d.progress_total, d.passages, d.embedding_model,
       d.embedding_dimension, d.uploaded_by, u.name as uploaded_by_name, d.created_at, d.updated_at,
       d.indexed_at
  from documents d
  left join users u on u.tenant_id = d.tenant_id and u.id = d.uploaded_by
 where d.tenant_id = %(tenant_id)s
   and (%(document_id)s::uuid is null or d.id = %(document_id)s)
   and (%(state)s::text is null or d.state = %(state)s)
   and (%(source_kind)s::text is null or d.source_kind = %(source_kind)s)
   and (%(search)s::text is null
        or fold_text(d.name) like '%%' || fold_text(%(search)s) || '%%')
   and (%(before_at)s::timestamptz is null or (d.created_at, d.id) < (%(before_at)s, %(before_id)s))
 order by d.created_at desc, d.id desc
 limit %(limit)s;

-- name: get_locale
select locale from account_vars where tenant_id = %(tenant_id)s;

-- name: list_passages
select p.id, p.position, p.heading, p.body as text
  from passages p
  join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id and d.served_version = p.version
 where p.tenant_id = %(tenant_id)s
   and p.document_id = %(document_id)s
   and p.position > %(after)s
 order by p.position
 limit %(limit)s;

-- name: delete_document
delete from documents where tenant_id = %(tenant_id)s and id = %(document_id)s;

-- name: retry_document
-- From the beginning: an address is read again. What failed while it was embedded goes on there.
update documents
   set state = 'queued', error_code = null, attempts = 0, lease_until = null, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(document_id)s
   and state in ('failed', 'ready');

-- name: list_waiting
select * from list_waiting_documents(%(limit)s);

-- name: claim_document
-- Whoever claims has it until the lease ends; a lease that ended is a worker that is gone.
update documents d
   set state = case when d.state = 'queued' then 'extracting' else d.state end,
       attempts = d.attempts + 1,
       lease_until = now() + %(lease_s)s * interval '1 second'
 where d.tenant_id = %(tenant_id)s
   and d.id = %(document_id)s
   and d.state in ('queued', 'extracting', 'embedding')
   and coalesce(d.lease_until, '-infinity') < now()
returning d.id, d.name, d.source_kind, d.url, d.media_type, d.sha256, d.version, d.attempts,
          d.state = 'embedding' as extracted;

-- name: keep_document
-- True while it is still ours: it was not deleted, replaced or taken over.
update documents
   set lease_until = now() + %(lease_s)s * interval '1 second',
       progress_done = coalesce(%(done)s, progress_done),
       updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(document_id)s
   and version = %(version)s
   and attempts = %(attempts)s
   and state in ('extracting', 'embedding');

-- name: note_fetched
update documents
   set media_type = %(media_type)s, sha256 = %(sha256)s, bytes = %(bytes)s, updated_at = now()
 where tenant_id = %(tenant_id)s and id = %(document_id)s and version = %(version)s;

-- name: drop_version
-- What an earlier try of this version left.
delete from passages
 where tenant_id = %(tenant_id)s and document_id = %(document_id)s and version = %(version)s;

-- name: add_passage
insert into passages (tenant_id, document_id, version, position, heading, body)
values (%(tenant_id)s, %(document_id)s, %(version)s, %(position)s, %(heading)s, %(body)s);

-- name: note_extracted
update documents
   set state = 'embedding', progress_done = 0, progress_total = %(total)s, updated_at = now()
 where tenant_id = %(tenant_id)s and id = %(document_id)s and version = %(version)s;

-- name: list_unembedded
select p.id, p.heading, p.body
  from passages p
 where p.tenant_id = %(tenant_id)s
   and p.document_id = %(document_id)s
   and p.version = %(version)s
   and not exists (
       select from passage_vectors v
        where v.tenant_id = %(tenant_id)s
          and v.passage_id = p.id
          and v.model = %(model)s
          and v.dimension = %(dimension)s)
 order by p.position
 limit %(limit)s;

-- name: count_embedded
select count(*) from passage_vectors
 where tenant_id = %(tenant_id)s
   and document_id = %(document_id)s
   and version = %(version)s
   and model = %(model)s
   and dimension = %(dimension)s;

-- name: count_passages
select count(*) from passages
 where tenant_id = %(tenant_id)s and document_id = %(document_id)s and version = %(version)s;

-- name: add_vector
insert into passage_vectors
       (tenant_id, passage_id, model, document_id, version, dimension, embedding)
values (%(tenant_id)s, %(passage_id)s, %(model)s, %(document_id)s, %(version)s, %(dimension)s,
        %(embedding)s::real[])
on conflict (tenant_id, passage_id, model) do nothing;

-- name: drop_other_dimension
-- A model of the same name with another dimension is another model, and takes its place.
delete from passage_vectors
 where tenant_id = %(tenant_id)s
   and document_id = %(document_id)s
   and version = %(version)s
   and model = %(model)s
   and dimension <> %(dimension)s;

-- name: serve_document
-- With drop_replaced the one moment in which searches change from the old passages to the new ones.
update documents
   set state = 'ready', served_version = version, passages = %(passages)s,
       progress_done = %(passages)s, progress_total = %(passages)s,
       embedding_model = %(model)s, embedding_dimension = %(dimension)s,
       attempts = 0, lease_until = null, indexed_at = now(), updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(document_id)s
   and version = %(version)s
   and attempts = %(attempts)s
   and state = 'embedding';

-- name: drop_replaced
delete from passages
 where tenant_id = %(tenant_id)s and document_id = %(document_id)s and version <> %(version)s;

-- name: drop_replaced_vectors
delete from passage_vectors
 where tenant_id = %(tenant_id)s
   and document_id = %(document_id)s
   and (model <> %(model)s or dimension <> %(dimension)s);

-- name: fail_document
update documents
   set state = 'failed', error_code = %(code)s, lease_until = null, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(document_id)s
   and version = %(version)s
   and attempts = %(attempts)s
   and state in ('extracting', 'embedding');

-- name: postpone_document
update documents
   set lease_until = now() + %(pause_s)s * interval '1 second', updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(document_id)s
   and version = %(version)s
   and attempts = %(attempts)s
   and state in ('extracting', 'embedding');

-- name: release_document
update documents
   set lease_until = null, attempts = attempts - 1
 where tenant_id = %(tenant_id)s
   and id = %(document_id)s
   and version = %(version)s
   and attempts = %(attempts)s
   and state in ('extracting', 'embedding');

-- name: get_embedding_settings
select embeddings_url as url, embeddings_model as model, embeddings_dimension as dimension,
       embeddings_key_encrypted as key_encrypted
  from account_vars
 where tenant_id = %(tenant_id)s;

-- name: set_embedding_settings
update account_vars
   set embeddings_url = %(url)s, embeddings_model = %(model)s, embeddings_dimension = %(dimension)s,
       embeddings_key_encrypted = %(key_encrypted)s, updated_at = now()
 where tenant_id = %(tenant_id)s;

-- name: embed_again
-- Everything that carries another model's numbers, whether it is served or failed at its last try.
update documents
   set state = 'embedding', error_code = null, progress_done = 0, progress_total = passages,
       attempts = 0, lease_until = null, updated_at = now()
 where tenant_id = %(tenant_id)s
   and served_version = version
   and state in ('ready', 'failed', 'embedding')
   and (embedding_model is distinct from %(model)s or embedding_dimension is distinct from %(dimension)s
        or state = 'embedding');

-- name: count_waiting
select count(*) from documents
 where tenant_id = %(tenant_id)s and state in ('queued', 'extracting', 'embedding');

-- name: get_search_settings
select v.rag_enabled as enabled, v.rag_top_k as top_k, v.rag_match_threshold as match_threshold,
       to_regtype('dom360_vector.vector') is not null as has_vectors,
       v.embeddings_url as url, v.embeddings_model as model, v.embeddings_dimension as dimension,
       v.embeddings_key_encrypted as key_encrypted
  from account_vars v
 where v.tenant_id = %(tenant_id)s;

-- name: list_models
-- Which models the passages carry that searches find: two while a tenant changes from one to another.
select embedding_model as model, embedding_dimension as dimension, sum(passages)::integer as passages
  from documents
 where tenant_id = %(tenant_id)s
   and served_version is not null
   and embedding_model is not null
   and passages > 0
 group by embedding_model, embedding_dimension
 order by sum(passages) desc
 limit 3;

-- name: list_nearest
select passage_id, similarity
  from nearest_passages(%(tenant_id)s, %(model)s, %(embedding)s::real[], %(limit)s, %(exact)s);

-- name: list_similarities
select passage_id, similarity
  from similar_passages(%(tenant_id)s, %(model)s, %(embedding)s::real[], %(passages)s);

-- name: list_matching
select passage_id, text_match from match_passages(%(tenant_id)s, %(question)s, %(limit)s);

-- name: list_hits
select p.id, p.document_id, p.position, d.name, d.url, p.heading, p.body
  from passages p
  join documents d on d.tenant_id = p.tenant_id and d.id = p.document_id
 where p.tenant_id = %(tenant_id)s
   and p.id = any (%(passages)s);

-- name: list_uses
-- Of the latest answers only: the column has no index, and a look must not take long.
with latest as materialized (
    select m.conversation_id, m.id, m.message_index, m.agent_type, m.content, m.rag_context, m.created_at
      from messages m
     where m.tenant_id = %(tenant_id)s
       and m.role = 'assistant'
       and m.created_at > now() - interval '90 days'
     order by m.created_at desc
     limit %(looked_at)s)
select l.conversation_id, l.id as message_id, l.message_index, l.agent_type,
       left(l.content, 200) as excerpt,
       (select max((h ->> 'score')::real) from jsonb_array_elements(l.rag_context) h
         where h ->> 'doc_id' = %(document_id)s::text) as score,
       l.created_at
  from latest l
 where l.rag_context @> jsonb_build_array(jsonb_build_object('doc_id', %(document_id)s::text))
 order by l.created_at desc
 limit %(limit)s;
