"""Copies of the site elsewhere: each follows the press with a cursor of its own."""
