drop table dom360.agent_tool_calls;
-- The state has no place in the schema before. What a person answered is no failure of the agent,
-- but nothing else ends a turn without its answer.
-- Row security binds the owner too, so it is lifted for this one statement.
alter table dom360.turns no force row level security;
update dom360.turns
   set state = 'failed', error_code = 'CONVERSATION_WITH_HUMAN', error_status = 409
 where state = 'handed_over';
alter table dom360.turns force row level security;
alter table dom360.turns drop constraint turns_state_check;
alter table dom360.turns add constraint turns_state_check
    check (state in ('accepted', 'calling', 'answered', 'failed'));
alter table dom360.messages drop column author_user_id;
drop index dom360.conversations_with_people;
alter table dom360.conversations
    drop constraint conversations_assignee_fkey,
    drop column handoff_reason,
    drop column handed_at,
    drop column assignee_user_id,
    drop column handled_by;
