drop table dom360.agent_tool_calls;
-- The state has no place in the schema before. What a person answered is no failure of the agent,
-- but nothing else ends a turn without its answer.
-- Row security binds the owner too, so it gets a policy for this one statement.
create policy going_back on dom360.turns for all to dom360_owner using (true) with check (true);
update dom360.turns
   set state = 'failed', error_code = 'CONVERSATION_WITH_HUMAN', error_status = 409
 where state = 'handed_over';
drop policy going_back on dom360.turns;
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
