-- name: list_labels
select id, name, color
  from labels
 where tenant_id = %(tenant_id)s
 order by lower(name), id
 limit 200;

-- name: count_labels
select count(*) from labels where tenant_id = %(tenant_id)s;

-- name: add_label
insert into labels (tenant_id, name, color)
values (%(tenant_id)s, %(name)s, %(color)s)
returning id, name, color;

-- name: change_label
update labels
   set name = %(name)s, color = %(color)s
 where tenant_id = %(tenant_id)s
   and id = %(label_id)s
returning id, name, color;

-- name: take_label_off
-- Not left to the cascade: open screens are told of each conversation.
delete from conversation_labels where tenant_id = %(tenant_id)s and label_id = %(label_id)s;

-- name: remove_label
delete from labels where tenant_id = %(tenant_id)s and id = %(label_id)s;

-- name: list_canned_answers
select id, shortcut, content, updated_at
  from canned_answers
 where tenant_id = %(tenant_id)s
 order by shortcut
 limit 500;

-- name: count_canned_answers
select count(*) from canned_answers where tenant_id = %(tenant_id)s;

-- name: add_canned_answer
insert into canned_answers (tenant_id, shortcut, content)
values (%(tenant_id)s, %(shortcut)s, %(content)s)
returning id, shortcut, content, updated_at;

-- name: change_canned_answer
update canned_answers
   set shortcut = %(shortcut)s, content = %(content)s, updated_at = now()
 where tenant_id = %(tenant_id)s
   and id = %(answer_id)s
returning id, shortcut, content, updated_at;

-- name: remove_canned_answer
delete from canned_answers where tenant_id = %(tenant_id)s and id = %(answer_id)s;
