"""Keeping the house: backup, restore, upgrade, and what a doctor, a load balancer and a chart want to know."""
