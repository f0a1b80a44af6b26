"""What the desk sees beside Wagtail's own screens."""
