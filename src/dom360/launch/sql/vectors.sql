-- Where pgvector is, which one, and whether there is an index over embeddings.
select n.nspname, e.extversion, to_regclass('dom360.passage_vectors_384') is not null
  from (values (1)) one (row)
  left join pg_catalog.pg_extension e on e.extname = 'vector'
  left join pg_catalog.pg_namespace n on n.oid = e.extnamespace;
