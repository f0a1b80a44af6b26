"""The sample bureau: its data, its illustrations, its trial content."""
