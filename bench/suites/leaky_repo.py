"""leaky-repo: the files with which people leak secrets, and how many lines of each are a risk."""

import csv
from collections.abc import Mapping

from bench.suites.cases import SECRET, Case, Count, Labelled, Text, Unread

PATHS = ()
_META = ".leaky-meta/"
_LABELS = f"{_META}secrets.csv"
_FAMILY = "secrets"


def read(files: Mapping[str, bytes]) -> Labelled:
    """A case is a file.

    Lines found by rules about secrets are counted, since the suite does not say which they are:
    up to the lines of risk they are hits; as many more as the suite calls informative are neither
    hits nor false alarms. A file that the suite does not list holds no secret.
    """
    rows = csv.reader(files[_LABELS].decode().splitlines())
    labels = {row[0]: Count(int(row[1]), int(row[2])) for row in rows if _is_label(row)}
    cases = [
        Case(_FAMILY, SECRET, (Text(path, path, content),), labels.get(path, Count(0)))
        for path, content in sorted(files.items())
        if not path.startswith(_META)
    ]
    unread = [Unread(_FAMILY, path, "there is no such file") for path in labels.keys() - files]
    return Labelled(cases, unread)


def _is_label(row: list[str]) -> bool:
    return bool(row) and not row[0].lstrip().startswith("#")
