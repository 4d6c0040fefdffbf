"""Scripted conversations with leads: what SDR learns, asks and makes of the lead."""
