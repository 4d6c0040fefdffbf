-- The meaning half of a search: the passages nearest to a question's embedding, of one model. Needs
-- pgvector in the schema dom360_vector; the statements are made here because they could not even be read
-- without it. `p_exact` compares with each of the tenant's passages: nothing is missed. Otherwise the
-- index of the dimension is asked, where there is one (ensure_knowledge_indexes). All tenants share it, so
-- it is searched on and on until enough rows of this tenant are found, but not without end: fewer rows than
-- asked for mean that it gave up, and the caller compares exactly.
create or replace function dom360.nearest_passages(
        p_tenant uuid, p_model text, p_embedding real[], p_limit integer, p_exact boolean)
    returns table (passage_id uuid, similarity real)
    language plpgsql stable
    as $$
declare
    v_distance text := pg_catalog.format(
        '(v.embedding::dom360_vector.vector(%1$s)) operator(dom360_vector.<=>) $3::dom360_vector.vector(%1$s)',
        cardinality(p_embedding));
begin
    if not p_exact then
        perform set_config('hnsw.iterative_scan', 'strict_order', true),
                set_config('hnsw.ef_search', '80', true),
                set_config('hnsw.max_scan_tuples', '8000', true);
    end if;
    -- OFFSET 0: each distance is computed once, and no index is taken for the order.
    return query execute pg_catalog.format(
        'select n.passage_id, (1 - n.distance)::real
           from (select v.passage_id, %1$s as distance
                   from dom360.passage_vectors v
                   join dom360.documents d
                     on d.tenant_id = v.tenant_id and d.id = v.document_id
                    and d.served_version = v.version
                  where v.tenant_id = $1 and d.tenant_id = $1 and v.model = $2 and v.dimension = %2$s
                  %3$s) n
          order by n.distance
          limit $4', v_distance, cardinality(p_embedding), case when p_exact then 'offset 0' else '' end)
      using p_tenant, p_model, p_embedding, least(greatest(p_limit, 1), 200);
end
$$;

grant execute on function dom360.nearest_passages(uuid, text, real[], integer, boolean) to dom360_app;

-- The same for passages that are known already: those that were found by their words.
create or replace function dom360.similar_passages(
        p_tenant uuid, p_model text, p_embedding real[], p_passages uuid[])
    returns table (passage_id uuid, similarity real)
    language plpgsql stable
    as $$
begin
    return query execute pg_catalog.format(
        'select v.passage_id,
                (1 - ((v.embedding::dom360_vector.vector(%1$s))
                      operator(dom360_vector.<=>) $3::dom360_vector.vector(%1$s)))::real
           from dom360.passage_vectors v
          where v.tenant_id = $1 and v.model = $2 and v.dimension = %1$s and v.passage_id = any ($4)',
        cardinality(p_embedding))
      using p_tenant, p_model, p_embedding, p_passages;
end
$$;

grant execute on function dom360.similar_passages(uuid, text, real[], uuid[]) to dom360_app;
