"""The sample bureau: its stories as data, its illustrations as a script, trial content in bulk; no Django here."""
