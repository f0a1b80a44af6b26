"""The newsroom: the only Django app, where editions are written, translated, corrected and released."""
