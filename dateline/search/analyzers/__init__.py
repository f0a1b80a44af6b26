"""Ways of analysing text into tokens; one file a way, named by a language's TOML."""
