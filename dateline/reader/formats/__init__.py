"""What programs fetch by address beside the pages: Atom feeds, sitemaps, the data inside a story's page."""
