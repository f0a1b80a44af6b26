"""What people do in the newsroom: one write, one file."""
