"""The press: turns values into immutable files, exactly those that changed. Knows no page and no Django."""
