-- Passages for the benchmark, written by the superuser.

-- name: much_memory
set local maintenance_work_mem = '512MB';

-- name: add_document
insert into dom360.documents (tenant_id, id, name, source_kind, state, served_version, passages,
                              embedding_model, embedding_dimension)
values (%(tenant_id)s, %(id)s, %(name)s, 'file', 'ready', 1, %(passages)s, %(model)s, 384);

-- name: copy_passages
copy dom360.passages (tenant_id, id, document_id, version, position, heading, body) from stdin;

-- name: copy_vectors
copy dom360.passage_vectors (tenant_id, passage_id, model, document_id, version, dimension, embedding)
from stdin (format binary);

-- name: make_indexes
select dom360.ensure_knowledge_indexes();

-- name: analyze
vacuum (analyze) dom360.documents, dom360.passages, dom360.passage_vectors;
