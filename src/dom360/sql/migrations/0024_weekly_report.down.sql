drop table dom360.report_mails;
drop table dom360.report_subscriptions;
