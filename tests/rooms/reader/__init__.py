"""The reader room: pages, feeds, sitemaps and furniture, without press or Django."""
