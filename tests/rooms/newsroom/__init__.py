"""The newsroom: its border, its permissions, its routes to the record."""
