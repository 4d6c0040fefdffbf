-- name: look
-- Where the trail ends now.
select pg_current_snapshot()::text as seen, extract(epoch from now())::bigint as at,
       false as lost, '[]'::jsonb as events;

-- name: read_events
-- What the snapshot `after` has not seen and `until` has (now, where it is null). Snapshots, not numbers:
-- a transaction that began early and ended late is neither missed nor told twice. lost: `after` is from
-- another server, or there is more than anybody wants to read one by one.
with here as materialized (
         select coalesce(%(until)s::pg_snapshot, pg_current_snapshot()) as until),
     found as materialized (
         select distinct e.kind, e.subject_id
           from here h
           join live_events e on e.tenant_id = %(tenant_id)s
          where e.tenant_id = %(tenant_id)s
            and e.xact >= pg_snapshot_xmin(%(after)s::pg_snapshot)
            and not pg_visible_in_snapshot(e.xact, %(after)s::pg_snapshot)
            and pg_visible_in_snapshot(e.xact, h.until)
          limit %(limit)s + 1)
select h.until::text as seen, extract(epoch from now())::bigint as at,
       pg_snapshot_xmax(%(after)s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot())
           or (select count(*) from found) > %(limit)s as lost,
       coalesce((select jsonb_agg(jsonb_build_object('kind', f.kind, 'id', f.subject_id)) from found f),
                '[]') as events
  from here h;

-- name: announce
-- Ids only: every role of the database may listen.
select pg_notify('dom360_live', t.id::text) from unnest(%(tenants)s::uuid[]) t (id);

-- name: listen
listen dom360_live;
