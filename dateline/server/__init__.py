"""The server: configuration, addresses, the files that readers fetch, the worker that follows the record."""
