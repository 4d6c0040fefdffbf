"""Background jobs: PostgreSQL is the queue, Procrastinate the library, the worker who works."""
