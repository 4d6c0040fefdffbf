drop table dom360.conversations;
drop table dom360.contacts;
drop table dom360.inboxes;
