drop table dom360.consumption_inbox_daily;
