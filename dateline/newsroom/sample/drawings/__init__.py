"""How the sample's illustrations are drawn: a canvas, maps, diagrams and scenes, all from code and coordinates."""
