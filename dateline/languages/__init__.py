"""Languages as data: one TOML file a language, and the one type that reads them."""
