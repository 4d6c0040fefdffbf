"""The report of the week before, by mail, to those who asked for it."""
