drop table dom360.messages;
