"""Sound and film in the newsroom."""
