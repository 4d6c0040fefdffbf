alter table dom360.contacts drop column archived_at;
