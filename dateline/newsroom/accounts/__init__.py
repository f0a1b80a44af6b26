"""Accounts: inviting, logging in with a second step, locking guessers out, leaving and coming back."""
