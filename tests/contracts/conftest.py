"""Lays the desks for every test of the contracts with the newsroom."""

from tests.rooms.newsroom.house import django_db_setup

__all__ = ["django_db_setup"]
