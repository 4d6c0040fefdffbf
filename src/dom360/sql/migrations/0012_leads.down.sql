drop table dom360.lead_events;
drop table dom360.lead_fields;
drop table dom360.leads;
