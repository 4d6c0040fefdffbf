"""A chat turn as a first version is usually written. Kept as a baseline; see README.md."""
