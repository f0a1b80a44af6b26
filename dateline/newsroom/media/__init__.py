"""Sound and film in the newsroom: what a file is, where it is kept, its captions, its library."""
