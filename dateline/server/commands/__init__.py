"""The commands behind ``dateline``; Django stands ready before any of them is loaded."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.server.settings")
django.setup()
