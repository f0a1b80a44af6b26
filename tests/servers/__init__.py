"""Servers that tests start for themselves: on loopback or a socket in a temporary folder, never a system service."""
