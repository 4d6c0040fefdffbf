drop table dom360.inbox_agents;
drop table dom360.agents;
