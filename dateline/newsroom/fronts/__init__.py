"""Fronts in the newsroom: beginning an arrangement, and what it still needs."""
