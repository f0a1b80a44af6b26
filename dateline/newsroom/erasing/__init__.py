"""What a kill or a redaction must know before it erases: a story's past, its pictures, its addresses."""
