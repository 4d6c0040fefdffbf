"""Language models: whose, where, how they are called, and what their faults mean.

pydantic-ai speaks the providers' languages; here is what DOM360 adds. Nothing in this package reads
the environment, and no provider's library does in its stead: a tenant's model never sees a key that
stands there for somebody else.
"""
