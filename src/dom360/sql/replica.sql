-- How far the primary's log has come, and how much of it a replica has.

-- name: primary_place
select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint as place;

-- name: replica_place
-- Null where this is no replica: nothing may be read there that is not known to follow the primary.
select (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::bigint as place
 where pg_is_in_recovery();
