"""Contracts between rooms, and between us and what stands underneath."""
