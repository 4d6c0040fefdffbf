-- The months of tables that are split by month: db/partitions.py.

-- name: list_missing_months
select parent, step as ahead
  from dom360.split_tables() p (parent)
 cross join generate_series(0, %(ahead)s) step
 where not exists (
           select from pg_inherits
            where inhrelid = to_regclass(format('dom360.%%I', p.parent || to_char(
                      (now() at time zone 'utc') + make_interval(months => step), '_YYYY_MM'))))
 order by step, parent;

-- name: list_writers
-- Who has written to a table, or to one that it points at, and not come to an end: a new month of it
-- would wait for them, and everybody else would queue behind. Everybody may read pg_locks.
select distinct l.virtualtransaction as id
  from pg_locks l
 where l.granted
   and l.mode in ('RowExclusiveLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock',
                  'ShareLock', 'ShareUpdateExclusiveLock')
   and l.database = (select oid from pg_database where datname = current_database())
   and l.relation in (
       select to_regclass(format('dom360.%%I', %(parent)s::text))::oid
       union
       select k.confrelid from pg_constraint k
        where k.contype = 'f' and k.conrelid = to_regclass(format('dom360.%%I', %(parent)s::text)));

-- name: ensure_months
select dom360.ensure_month_partitions(%(parent)s, %(ahead)s);

-- name: months_ahead
select parent, ahead from dom360.months_ahead();
