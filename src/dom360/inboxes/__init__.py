"""Where contacts write to a tenant: names, business hours, what is said before an agent answers."""
