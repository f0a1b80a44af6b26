"""The contact sheet: what readers see, in all languages and at all widths, as pictures to look at."""
