"""Serves the built frontend, and `/api` of the backend under the same origin."""
