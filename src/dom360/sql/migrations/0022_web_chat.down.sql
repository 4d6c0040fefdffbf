drop table dom360.web_visitors;
drop table dom360.web_chats;
alter table dom360.contacts drop column claimed_phone;
