"""Starts DOM360 on one machine: PostgreSQL, the services, and their orderly end."""
