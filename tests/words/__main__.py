"""``make words``: brings every catalogue up to what the source says, and tells what is still to be translated."""

from __future__ import annotations

from babel.messages.catalog import Catalog

from tests.words.catalogues import LANGUAGES, keep, kept, wanting
from tests.words.extract import said


def main() -> None:
    """Adds what is new, drops what is no longer said, keeps what was translated; guesses nothing."""
    for code in LANGUAGES:
        catalog: Catalog = kept(code)
        catalog.update(said(), no_fuzzy_matching=True)
        keep(code, catalog)
        faults = wanting(code)
        print(f"{code}: {len(catalog)} messages, {len(faults)} to translate or mend")
        for fault in faults:
            print(f"    {fault}")


if __name__ == "__main__":
    main()
