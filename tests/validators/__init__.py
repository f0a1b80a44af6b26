"""Outside judges of our pages: the W3C's HTML checker (vnu), axe-core, and the width of a small screen."""
