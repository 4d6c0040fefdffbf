drop trigger if exists t60_live on dom360.messages;
drop trigger if exists t60_live on dom360.conversations;
drop trigger if exists t60_live on dom360.leads;
drop table dom360.live_events;
drop table dom360.canned_answers;
drop table dom360.conversation_labels;
drop table dom360.labels;
drop table dom360.conversation_reads;
