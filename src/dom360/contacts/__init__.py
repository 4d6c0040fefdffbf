"""The people who write to a tenant, and their right to know and to be forgotten."""
