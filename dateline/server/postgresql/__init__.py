"""Django's PostgreSQL backend, writing the record at commit."""
