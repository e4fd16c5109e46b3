"""As much of curl as docs/api.md uses, for machines without one: an option that it does not know is an error."""

import argparse
import shlex
import sys
import urllib.error
import urllib.request
from pathlib import Path

FAILED = 22


def install(folder: Path) -> None:
    """Puts a command named curl into a folder that will stand on PATH."""
    command = folder / "curl"
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(__file__)} "$@"\n')
    command.chmod(0o755)


def main() -> int:
    """Asks once and prints the answer's body; with --fail, a refusal prints nothing and ends with curl's own status."""
    parser = argparse.ArgumentParser(prog="curl", allow_abbrev=False)
    parser.add_argument("url")
    parser.add_argument("--silent", action="store_true")
    parser.add_argument("--fail", action="store_true")
    parser.add_argument("--request")
    parser.add_argument("--header", action="append", default=[])
    parser.add_argument("--json")
    asked = parser.parse_args()
    headers = dict(header.split(": ", 1) for header in asked.header)
    if asked.json is not None:
        headers |= {"Content-Type": "application/json", "Accept": "application/json"}
    data = None if asked.json is None else asked.json.encode()
    request = urllib.request.Request(asked.url, data, headers, method=asked.request)
    try:
        with urllib.request.urlopen(request) as answer:
            body = answer.read()
    except urllib.error.HTTPError as refusal:
        if asked.fail:
            return FAILED
        body = refusal.read()
    sys.stdout.buffer.write(body)
    return 0


if __name__ == "__main__":
    sys.exit(main())
