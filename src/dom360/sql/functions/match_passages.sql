-- The full-text half of a search: the passages of one tenant that share words with a question, the rarer
-- the better. `text_match` is the share of the question's words that a passage has, weighted by how rare
-- they are here; a word that no passage has counts most, so 1 means that nothing was asked beside it.
-- Definer, because the index could not be used under row security (@> is not leak-proof): so the tenant
-- is compared here.
drop function if exists dom360.match_passages(uuid, text, integer);
create function dom360.match_passages(p_tenant uuid, p_question text, p_limit integer)
    returns table (passage_id uuid, text_match real)
    language plpgsql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
begin
    if p_tenant is null or p_tenant is distinct from dom360.current_tenant_id() then
        raise exception 'match_passages: not the tenant of this transaction'
            using errcode = 'insufficient_privilege';
    end if;
    return query
    with asked as materialized (
        select a.term from unnest(dom360.search_terms_asked(p_tenant, p_question)) a (term)),
    known as materialized (
        select greatest(sum(d.passages), 1)::real as passages
          from dom360.documents d
         where d.tenant_id = p_tenant and d.served_version is not null),
    found as materialized (
        select a.term, f.id
          from asked a
         cross join lateral (
               select p.id
                 from dom360.passages p
                 join dom360.documents d
                   on d.tenant_id = p.tenant_id and d.id = p.document_id
                  and d.served_version = p.version
                where p.tenant_id = p_tenant
                  and dom360.search_terms(p.tenant_id, p.heading || ' ' || p.body) @> array[a.term]) f),
    weighed as (
        select a.term,
               ln(1 + (greatest(k.passages - count(f.id), 0) + 0.5) / (count(f.id) + 0.5)) as weight
          from asked a
         cross join known k
          left join found f on f.term = a.term
         group by a.term, k.passages)
    select f.id, (sum(w.weight) / (select sum(weight) from weighed))::real
      from found f
      join weighed w on w.term = f.term
     group by f.id
     order by 2 desc, f.id
     limit least(greatest(p_limit, 1), 200);
end
$$;

grant execute on function dom360.match_passages(uuid, text, integer) to dom360_app;
alter function dom360.match_passages(uuid, text, integer) owner to dom360_lookup;
