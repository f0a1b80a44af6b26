"""Lays the desks for every test of this room, and opens the readers' side of a house to those that ask for it."""

from tests.rooms.newsroom.house import django_db_setup
from tests.rooms.newsroom.readers import house

__all__ = ["django_db_setup", "house"]
