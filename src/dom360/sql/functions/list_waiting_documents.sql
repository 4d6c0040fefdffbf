-- Documents that a worker should take up: nobody works on them, or whoever did is gone. Tenants take
-- turns: one that brings a thousand files makes the others wait for one. Ids only; whoever takes one
-- sets its tenant and claims it.
drop function if exists dom360.list_waiting_documents(integer);
create function dom360.list_waiting_documents(p_limit integer)
    returns table (tenant_id uuid, document_id uuid)
    language sql stable security definer
    set search_path = pg_catalog, dom360, pg_temp
    as $$
        select w.tenant_id, w.id
          from (select d.tenant_id, d.id, d.created_at,
                       row_number() over (partition by d.tenant_id order by d.created_at, d.id) as place
                  from dom360.documents d
                 where d.state in ('queued', 'extracting', 'embedding')
                   and coalesce(d.lease_until, '-infinity') < now()) w
         order by w.place, w.created_at
         limit least(greatest(p_limit, 1), 100)
    $$;

grant execute on function dom360.list_waiting_documents(integer) to dom360_jobs;
alter function dom360.list_waiting_documents(integer) owner to dom360_lookup;
