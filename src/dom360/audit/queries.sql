-- name: append
select append_audit(%(of_tenant)s, %(action)s, %(subject_table)s, %(subject_id)s, %(old)s, %(new)s);

-- name: list_entries
-- Keyset pages: seq is the order of the log, and the primary key.
with page as (
    select a.*
      from audit_log a
     where a.tenant_id = %(tenant_id)s
       and (%(before)s::bigint is null or a.seq < %(before)s)
       and (%(since)s::timestamptz is null or a.created_at >= %(since)s)
       and (%(until)s::timestamptz is null or a.created_at < %(until)s)
       and (%(action)s::text is null or a.action = %(action)s)
       and (%(actor_kind)s::text is null or a.actor_kind = %(actor_kind)s)
       and (%(actor_id)s::text is null or a.actor_id = %(actor_id)s)
       and (%(subject_table)s::text is null or a.subject_table = %(subject_table)s)
       and (%(subject_id)s::text is null or a.subject_id = %(subject_id)s)
     order by a.seq desc
     limit %(limit)s)
select p.seq, p.id, p.created_at, p.actor_kind, p.actor_id, u.name as actor_name, p.action,
       p.subject_table, p.subject_id, p.old, p.new, p.request_id, p.address,
       encode(p.hash, 'hex') as hash
  from page p
  left join users u
    on u.tenant_id = p.tenant_id and u.id::text = p.actor_id and p.actor_kind = 'user'
 order by p.seq desc;

-- name: list_chains
-- As dom360_admin. The head and the newest row are read in one statement, hence of one moment: while
-- others write, they still agree. Tenants older than the log may have written nothing yet.
select coalesce(t.id, h.tenant_id) as tenant_id, t.slug, h.tenant_id is not null as has_head,
       coalesce(t.created_at > (select min(o.created_at) from audit_heads o), false) as must_have_head,
       coalesce(h.seq, 0) as head_seq, coalesce(h.hash, '') as head_hash,
       coalesce(h.kept_from, 1) as kept_from, coalesce(h.kept_prev, '') as kept_prev,
       coalesce((select max(a.seq) from audit_log a
                  where a.tenant_id = coalesce(t.id, h.tenant_id)), 0) as newest_seq
  from tenants t
  full join audit_heads h on h.tenant_id = t.id
 where (%(slug)s::text is null or t.slug = %(slug)s)
   -- Not while the worker takes it away, with the company.
   and coalesce(t.delete_after > now(), true)
   and (%(after)s::uuid is null or coalesce(t.id, h.tenant_id) > %(after)s)
 order by coalesce(t.id, h.tenant_id)
 limit %(limit)s;

-- name: list_links
-- As dom360_admin. The canonical text is spelled out: a database whose audit_canonical() was changed
-- cannot vouch for itself. A test keeps both the same.
select a.seq, a.created_at, a.prev_hash, a.hash,
       a.hash = sha256(convert_to(jsonb_build_array(
           'dom360-audit-1', a.tenant_id, a.seq, a.id, a.actor_kind, a.actor_id, a.action,
           a.subject_table, a.subject_id, a.old, a.new, a.request_id, a.address,
           to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
           encode(a.prev_hash, 'hex'))::text, 'UTF8')) as sound
  from audit_log a
 where a.tenant_id = %(of_tenant)s
   and (a.seq, a.created_at) > (%(after_seq)s, %(after_at)s::timestamptz)
   and a.seq <= %(last_seq)s
 order by a.seq, a.created_at
 limit %(limit)s;
