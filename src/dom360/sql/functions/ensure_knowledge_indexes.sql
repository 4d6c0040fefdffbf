-- Indexes that no migration can make: one needs search_terms(), the others pgvector. Called at the end of
-- every `dom360 db migrate`, so that pgvector can come later. Without it there are none of the second
-- kind, and searches go by words only. The dimensions are those of widely used models; a model with
-- another one is searched exactly.
create or replace function dom360.ensure_knowledge_indexes() returns void
    language plpgsql
    as $$
declare
    v_text text := (select md5(string_agg(p.prosrc, '' order by p.proname)) from pg_catalog.pg_proc p
                     where p.pronamespace = 'dom360'::regnamespace
                       and p.proname in ('fold_text', 'fold_words', 'search_terms'));
begin
    if obj_description(to_regclass('dom360.passages_by_terms'), 'pg_class') is distinct from v_text then
        drop index if exists dom360.passages_by_terms;
        create index passages_by_terms on dom360.passages
            using gin (dom360.search_terms(tenant_id, heading || ' ' || body)) with (fastupdate = off);
        execute format('comment on index dom360.passages_by_terms is %L', v_text);
    end if;
    for v_text in
        select d from unnest(array['384', '768', '1024', '1536']) d
         where to_regtype('dom360_vector.vector') is not null
           and to_regclass('dom360.passage_vectors_' || d) is null
    loop
        execute format(
            'create index passage_vectors_%1$s on dom360.passage_vectors
                 using hnsw ((embedding::dom360_vector.vector(%1$s)) dom360_vector.vector_cosine_ops)
                 where dimension = %1$s', v_text);
    end loop;
end
$$;
