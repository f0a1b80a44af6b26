"""The search index: a follower of the record that can be thrown away, one writer, any number of readers."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

import tantivy
from icu4py import icu_version

from dateline.edition.codec import decode
from dateline.edition.values import Value
from dateline.record.entry import Entry
from dateline.record.follow import Batch
from dateline.search.documents import Searched, document, schema

ANALYSIS = (
    f"2 icu {icu_version}"  # raise the number with any change to folding, analyzers or fields: indexes start anew
)
CURSOR = "cursor"
WRITER_MEMORY = 64_000_000  # bytes of tokens held before a segment is written
FAMILIES = ("edition", "page")  # the keys of what readers search
MARKER = "meta.json"  # tantivy replaces it at each commit


class SearchIndexError(RuntimeError):
    """An index that cannot be used; the message says what to do."""


class SearchIndex:
    """The index in ``folder``, open for writing. Only one process may: the second gets SearchIndexError.

    An index made by another analysis, or one that cannot be read, starts empty at cursor 0: replay the record.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = _lock(folder)
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def cursor(self) -> int:
        """The seq of the last entry that the committed index holds; 0 for an empty one."""
        return self._seq

    def apply(self, batches: Sequence[Batch]) -> int:
        """Bring the index up to the end of ``batches``, in one commit with the cursor; returns the cursor.

        Entries up to the cursor change nothing. Raises ValueError where entries between cursor and batches lack.
        """
        entries = list(self._new(batches))
        if not entries:
            return self._seq
        # Every document is made before the first is written: a value that can't be read leaves the index as it was.
        made = {key: document(value) if value else None for key, value in _outcome(entries).items()}
        for key, new in made.items():
            self._delete(key)
            if new:
                self._writer.add_document(new)
        self._stamp(entries[-1].seq)
        return self._seq

    def remove(self, batches: Sequence[Batch]) -> None:
        """Commit only what ``batches`` take away, ahead of the site's commit; ``apply`` follows after it.

        The cursor stays, so that a crash in between leaves the batches to be applied whole. Nothing needs to have
        been applied up to them: an index that lags behind the site still lets go of what the site lets go of.
        """
        ahead = [entry for batch in batches for entry in batch if entry.seq > self._seq]
        gone = [key for key, value in _outcome(ahead).items() if value is None]
        for key in gone:
            self._delete(key)
        if gone:
            self._commit()

    def rewrite(self, values: Iterable[Value]) -> None:
        """Write every segment anew from the values that stand at the cursor: nothing of what was deleted stays.

        tantivy keeps the words of a deleted document until its segment is merged, and cannot be told when. Readers
        search the old state until the new one is committed.
        """
        self._writer.delete_all_documents()
        for value in values:
            if isinstance(value, Searched):
                self._writer.add_document(document(value))
        self._stamp(self._seq)

    def clear(self) -> None:
        """Delete the folder and begin anew at cursor 0; nothing of what was indexed stays on disk."""
        self._let_go()
        shutil.rmtree(self.folder)
        self._open()

    def close(self) -> None:
        """Let go of the index; what was not committed is lost, as in a crash."""
        self._let_go()
        os.close(self._lock)

    def _let_go(self) -> None:
        self._writer.rollback()
        self._writer.wait_merging_threads()

    def _open(self) -> None:
        index, self._writer = _open_or_replace(self.folder)
        stamp = _stamp_of(index)
        self._seq = stamp[0] if stamp else 0
        if stamp and stamp[1] != ANALYSIS:
            self.clear()

    def _new(self, batches: Sequence[Batch]) -> Iterator[Entry]:
        expected = self._seq + 1
        for entry in (each for batch in batches for each in batch if each.seq > self._seq):
            if entry.seq != expected:
                raise ValueError(f"the index needs entry {expected}, not {entry.seq}: read batches after its cursor")
            expected += 1
            yield entry

    def _delete(self, key: str) -> None:
        self._writer.delete_documents_by_term("key", key)

    def _stamp(self, seq: int) -> None:
        self._delete(CURSOR)
        stamp = tantivy.Document()
        stamp.add_text("key", CURSOR)
        stamp.add_unsigned("seq", seq)
        stamp.add_text("analysis", ANALYSIS)
        self._writer.add_document(stamp)
        self._commit()
        self._seq = seq

    def _commit(self) -> None:
        self._writer.commit()
        self._writer.garbage_collect_files()


def _outcome(entries: Sequence[Entry]) -> dict[str, Searched | None]:
    """What stands under each story's and page's key after ``entries``; None where it is gone or its text was erased."""
    newest = {entry.key: entry for entry in entries if entry.key.partition("/")[0] in FAMILIES}
    return {key: _searched(entry) for key, entry in newest.items()}


def _searched(entry: Entry) -> Searched | None:
    value = decode(entry.payload) if entry.payload is not None else None
    return value if isinstance(value, Searched) else None


def _lock(folder: Path) -> int:
    """An exclusive lock beside the folder, since the folder itself may be replaced; gone when the process dies."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder.with_name(folder.name + ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise SearchIndexError(f"another process writes the search index in {folder}: stop it first") from None
    return handle


def _open_or_replace(folder: Path) -> tuple[tantivy.Index, tantivy.IndexWriter]:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        index = tantivy.Index(schema(), str(folder))
    except (ValueError, OSError):
        # Made by other software, or broken: everything in it can be read again from the record.
        shutil.rmtree(folder)
        folder.mkdir()
        index = tantivy.Index(schema(), str(folder))
    return index, index.writer(heap_size=WRITER_MEMORY, num_threads=1)


def _stamp_of(index: tantivy.Index) -> tuple[int, str] | None:
    """(seq, analysis) of a committed index; None for an empty one."""
    index.reload()
    searcher = index.searcher()
    found = searcher.search(tantivy.Query.term_query(index.schema, "key", CURSOR), limit=1).hits
    if not found:
        return None
    stamp = searcher.doc(found[0][1])
    return int(stamp.get_first("seq") or 0), str(stamp.get_first("analysis"))


class IndexReader:
    """The index in ``folder`` for searching, from any process or thread; sees each commit at the next search."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema = schema()
        self._lock = Lock()
        self._seen: tuple[int, int] | None = None
        self._searcher: tantivy.Searcher | None = None

    def searcher(self) -> tantivy.Searcher | None:
        """The newest committed state; None while there is no index. Raises SearchIndexError for one that is broken."""
        with self._lock:
            marker = self._marker()
            if marker is None:
                self._searcher = None
            elif marker != self._seen:
                self._reopen()
            self._seen = marker
            return self._searcher

    def languages(self) -> tuple[str, ...]:
        """The tags of the languages that have a story or a page in the index."""
        searcher = self.searcher()
        return tuple(sorted(tag for tag, _ in searcher.terms_with_prefix("language", ""))) if searcher else ()

    def cursor(self) -> int:
        """The seq up to which this reader's state of the index holds the record."""
        searcher = self.searcher()
        if searcher is None:
            return 0
        found = searcher.search(tantivy.Query.term_query(self.schema, "key", CURSOR), limit=1).hits
        return int(searcher.doc(found[0][1]).get_first("seq") or 0) if found else 0

    def _marker(self) -> tuple[int, int] | None:
        try:
            stat = (self.folder / MARKER).stat()
        except FileNotFoundError:
            return None
        return stat.st_ino, stat.st_mtime_ns

    def _reopen(self) -> None:
        try:
            self._searcher = tantivy.Index.open(str(self.folder)).searcher()
        except (ValueError, OSError) as error:
            if self._searcher is None:
                raise SearchIndexError("the search index cannot be read: run `dateline search rebuild`") from error
