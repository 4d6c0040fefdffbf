-- The meaning half of a search: the passages nearest to a question's embedding, of one model. Needs
-- pgvector in the schema dom360_vector; the statements are made here because they could not even be read
-- without it. `p_exact` compares with each of the tenant's passages: the better way to some ten thousand,
-- and the only one for dimensions without an index (ensure_knowledge_indexes). Beyond it the index is
-- asked, which all tenants share: it is searched on and on until enough rows of this tenant are found.
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
                set_config('hnsw.ef_search', '80', true);
    end if;
    return query execute pg_catalog.format(
        'select v.passage_id, (1 - (%1$s))::real
           from dom360.passage_vectors v
           join dom360.documents d
             on d.tenant_id = v.tenant_id and d.id = v.document_id and d.served_version = v.version
          where v.tenant_id = $1 and d.tenant_id = $1 and v.model = $2 and v.dimension = %2$s
          order by %3$s (%1$s)
          limit $4', v_distance, cardinality(p_embedding), case when p_exact then '0 +' else '' end)
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
