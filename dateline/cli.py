"""The operator's only interface: every command of ``dateline``, one thin function each, loaded when it is called."""

from __future__ import annotations

import sys

from cyclopts import App
from django.db.utils import DatabaseError

from dateline.server.config import ConfigError
from dateline.server.screen import fail

app = App(
    name="dateline",
    help="The software of a multilingual newsroom. All state stands under DATELINE_HOME (default: var/).",
    version_flags=["--version"],
)
ROOM = "dateline.server.commands"

app.command(f"{ROOM}.running:setup", help="Prepare DATELINE_HOME: database, languages, first account. Safe to repeat.")
app.command(f"{ROOM}.running:run", help="Run the newsroom and the reader's site until interrupted.")
app.command(f"{ROOM}.running:serve", help="Serve readers alone; opens nothing but DATELINE_HOME/public.")
app.command(f"{ROOM}.running:worker", help="Follow the record: release what is due, print pages, feed the search.")
app.command(f"{ROOM}.sample:sample", help="Fill an empty newsroom with the sample bureau, or with bulk trial content.")
app.command(f"{ROOM}.releasing:publish", help="Release the drafts of an import batch after review.")
app.command(f"{ROOM}.erasing:kill", help="Take a story out of every language, erase it, and print the receipt.")
app.command(f"{ROOM}.erasing:receipt", help="Receipts of kills and redactions; exit status 1 while one is not whole.")
app.command(f"{ROOM}.checking:check", help="Compare the newsroom's live rows with the record.")
app.command(f"{ROOM}.checking:schema", help="Write the JSON schema of the record's values.")
app.command(f"{ROOM}.languages:list_languages", name="languages", help="The languages, and who has reviewed them.")
app.command(f"{ROOM}.keeping:backup", help="Back up database, record, pictures and settings while the house runs.")
app.command(f"{ROOM}.keeping:restore", help="Make a house out of a backup: verified, printed and compared.")
app.command(f"{ROOM}.keeping:upgrade", help="Bring database and site to this version, or leave both as they were.")
app.command(f"{ROOM}.keeping:doctor", help="Look at everything; exit status 0 well, 1 look at it, 2 broken.")

person = App(name="person", help="People and their roles.")
person.command(f"{ROOM}.people:add", help="Make an account with a role; prints its first password.")
person.command(f"{ROOM}.people:roles", help="What a person is at which desk; give or take a role.")
person.command(f"{ROOM}.people:deactivate", help="Let a person in no more; their name stays.")
person.command(f"{ROOM}.accounts:password", help="Give somebody a password for one login; ends lock-out and sessions.")
person.command(f"{ROOM}.accounts:unstep", help="Forget somebody's second step at login after a lost phone.")
app.command(person)

importing = App(name="import", help="Take stories in as drafts; nothing an import does makes anything public.")
importing.command(f"{ROOM}.importing:capture", help="Text or HTML captures of pages.")
importing.command(f"{ROOM}.importing:ninjs", help="ninjs files, versions 1.x to 3.x.")
importing.command(f"{ROOM}.importing:docx", help="Word documents (docx), each becoming a draft.")
importing.command(f"{ROOM}.importing:wordpress", help="A WordPress site's export (WXR), with its pictures.")
app.command(importing)

press = App(name="press", help="The site that readers fetch.")
press.command(f"{ROOM}.press:rebuild", help="Make every page anew from the record.")
press.command(f"{ROOM}.press:diff", help="Compare the site with a clean full build; exit status 1 if they differ.")
press.command(f"{ROOM}.press:explain", help="What a page read, and what last caused it.")
app.command(press)

site = App(name="site", help="The signed state of the site, and copies of it elsewhere.")
site.command(f"{ROOM}.site:verify", help="Prove a copy of a site unaltered; exit status 1 if it is not.")
site.command(f"{ROOM}.site:export", help="Write the site as a tree of files, with what proves it.")
site.command(f"{ROOM}.site:key", help="Print the public key that the site is signed with.")
app.command(site)

search = App(name="search", help="The index that readers search.")
search.command(f"{ROOM}.search:rebuild", help="Throw the index away and make it from the record.")
app.command(search)

record = App(name="record", help="The append-only record of everything published.")
record.command(f"{ROOM}.record:verify", help="Check the hash chain; exit status 1 if it is broken.")
record.command(f"{ROOM}.record:export", help="Write every entry as a line of JSON.")
app.command(record)


def main() -> None:
    """Entry point of the ``dateline`` command: what an operator can mend is said in words, without a traceback."""
    try:
        sys.exit(app())
    except ConfigError as error:
        fail(str(error))
    except DatabaseError as error:
        fail(f"the newsroom's database cannot be used ({error}). If this home is new, run `dateline setup` first")


if __name__ == "__main__":
    main()
