"""Search: analysis of each language, the index as a follower, queries, excerpts, recall on public sentences."""
