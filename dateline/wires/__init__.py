"""Wires: other agencies' formats, in and out; one file a format."""
