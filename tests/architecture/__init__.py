"""The house rules of the project, read from its own source."""
