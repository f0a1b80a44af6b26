"""Measuring: what ``make bench`` runs and writes into docs/budgets.md. Tests never assert a time."""
