"""Search: our own analysis of each language, an index that follows the record, queries."""
