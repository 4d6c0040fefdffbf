"""Evals: how well the agents do their job, measured without a network (`make evals`)."""
