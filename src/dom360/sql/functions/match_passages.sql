-- The full-text half of a search: the passages of one tenant that share words with a question, the rarer
-- the better. `text_match` is the share of the question's words that a passage has, weighted by how rare
-- they are here; a word that no passage has counts most, so 1 means that nothing was asked beside it.
-- The commonest words, which together are less than a quarter of the question and each in more than 1,000
-- passages, only add to passages that share another word, too: alone they would bring thousands.
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
    with served as materialized (
        select d.id, d.served_version, d.passages
          from dom360.documents d
         where d.tenant_id = p_tenant and d.served_version is not null),
    known as materialized (
        select greatest(sum(s.passages), 1)::real as passages from served s),
    found as materialized (
        select a.term, f.ids, coalesce(cardinality(f.ids), 0) as met
          from unnest(dom360.search_terms_asked(p_tenant, p_question)) a (term)
         cross join lateral (
               select array_agg(p.id) as ids
                 from dom360.passages p
                 join served s on s.id = p.document_id and s.served_version = p.version
                where p.tenant_id = p_tenant
                  and dom360.search_terms(p.tenant_id, p.heading || ' ' || p.body) @> array[a.term]) f),
    weighed as materialized (
        select w.term, w.ids, w.weight, sum(w.weight) over () as whole,
               w.met > 1000 and sum(w.weight) over (order by w.weight, w.term) <= sum(w.weight) over () / 4
                   as is_common
          from (select f.term, f.ids, f.met,
                       ln(1 + (greatest(k.passages - f.met, 0) + 0.5) / (f.met + 0.5)) as weight
                  from found f
                 cross join known k) w),
    telling as materialized (
        select i.id, sum(w.weight) as weight, min(w.whole) as whole
          from weighed w
         cross join lateral unnest(w.ids) i (id)
         where not w.is_common
         group by i.id
         order by 2 desc, i.id
         limit 1000),
    common as (
        select i.id, w.weight
          from weighed w
         cross join lateral unnest(w.ids) i (id)
         where w.is_common)
    select t.id, ((t.weight + coalesce(sum(c.weight), 0)) / t.whole)::real
      from telling t
      left join common c on c.id = t.id
     group by t.id, t.weight, t.whole
     order by 2 desc, t.id
     limit least(greatest(p_limit, 1), 200);
end
$$;

grant execute on function dom360.match_passages(uuid, text, integer) to dom360_app;
alter function dom360.match_passages(uuid, text, integer) owner to dom360_lookup;
