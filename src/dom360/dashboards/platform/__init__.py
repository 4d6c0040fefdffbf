"""The same figures over all companies. For a MASTER only."""
