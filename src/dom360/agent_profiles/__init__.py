"""A tenant's agents: how they talk, which model they think with, in which inboxes they answer."""
