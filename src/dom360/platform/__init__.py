"""The platform's own side: its companies from the first day to the last, and how its parts are."""
