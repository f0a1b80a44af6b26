"""What a reader gets: pages, formats, templates, assets. Pure functions of a Reading."""
