"""Django's SQLite backend as the newsroom needs it: durable, one writer at a time, writing the record at commit."""
