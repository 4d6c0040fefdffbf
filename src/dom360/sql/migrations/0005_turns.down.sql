drop table dom360.turns;
