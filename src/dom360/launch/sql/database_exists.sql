-- Asked in the maintenance database, before the product's own exists.
select 1 from pg_database where datname = 'dom360';
