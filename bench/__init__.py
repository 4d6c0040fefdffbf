"""What DOM360 carries on this machine, measured (`make bench`, `dom360 bench`).

Everything runs here and now: a PostgreSQL of its own with fsync on, the product's own services as
processes, an agent that answers at once, and the load from another process. One run gives ratios,
which hold on a shared and noisy machine; absolute figures hold for the machine that the run names.
"""
