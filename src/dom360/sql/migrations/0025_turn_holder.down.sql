alter table dom360.turns drop column holder;
