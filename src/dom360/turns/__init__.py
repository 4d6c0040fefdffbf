"""One message of a contact and the answer to it: durable, repeatable, in order."""
