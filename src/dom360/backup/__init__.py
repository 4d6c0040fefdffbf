"""Copies of the whole database and of single tenants, and the way back from them."""
