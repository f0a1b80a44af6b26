"""What the newsroom's own templates can ask."""
