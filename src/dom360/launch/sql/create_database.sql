-- From template0, so that nothing an operator put into template1 comes along.
create database dom360 template template0;
