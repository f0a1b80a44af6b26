"""Dateline: the software of a multilingual newsroom, from the editor's hand to the reader's page."""
