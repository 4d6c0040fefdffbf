-- What a passage can be found by: its word stems, each with a mark of the tenant in front. The index over
-- them is shared by all tenants, so the mark keeps one tenant's words from slowing another's search.
-- Whoever may see which passage is decided elsewhere: two tenants may share a mark. Where this or
-- fold_words() changes, ensure_knowledge_indexes() builds the index anew.
create or replace function dom360.search_terms(p_tenant uuid, p_text text) returns text[]
    language sql immutable parallel safe
    as $$
    select coalesce(pg_catalog.array_agg(
               pg_catalog.right(p_tenant::text, 8) || ':' || t.stem order by t.stem), '{}')
      from pg_catalog.unnest(pg_catalog.tsvector_to_array(
               pg_catalog.to_tsvector('pg_catalog.portuguese', dom360.fold_words(p_text)))) t (stem)
    $$;

grant execute on function dom360.search_terms(uuid, text) to dom360_app, dom360_lookup;
