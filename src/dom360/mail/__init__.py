"""Mail goes out through an SMTP server of the operator's, from jobs only: they are tried again."""
