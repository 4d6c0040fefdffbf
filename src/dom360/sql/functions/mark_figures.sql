-- Says that sums of the weeks of these moments no longer hold. For triggers, with what they change: both are
-- committed or neither. The last twenty hours need no mark: their weeks are always counted (days_to_count:
-- a week is read from its sums when it was over for more than a day, and a day has 23 hours at least). The
-- real clock, because the demo's year lends its own to now().
create or replace function dom360.mark_figures(p_tenant uuid, p_moments timestamptz[]) returns void
    language sql
    as $$
    insert into dom360.figure_marks (tenant_id, at)
    select distinct p_tenant, m.at
      from unnest(p_moments) m (at)
     where m.at < pg_catalog.now() - interval '20 hours'
    $$;

grant execute on function dom360.mark_figures(uuid, timestamptz[]) to dom360_app, dom360_jobs;
