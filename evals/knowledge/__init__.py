"""Questions of customers over the documents of companies: found, read, or rightly not answered."""
