-- In hours; null where it was never filled.
select (extract(epoch from now() - dom360.summary_refreshed_at()) / 3600)::float8;
