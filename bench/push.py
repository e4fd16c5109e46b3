"""Nudges sent a second, people planned a minute, and what is lost when workers die: python -m bench.push [part ...].

Parts: sending, planning, killed. Without a part: sending, and the smaller sizes of the other two; --full for all sizes.
"""

import argparse
import os
import platform
from collections.abc import Callable

from bench.push_killed import killed
from bench.push_planning import planning
from bench.push_sending import sending

PARTS: dict[str, Callable[[bool], None]] = {"sending": sending, "planning": planning, "killed": killed}


def main() -> None:
    """Prints one table a part, in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts (default: all)")
    parser.add_argument("--full", action="store_true", help="all sizes, up to a million people")
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at the start\n")
    for name in asked.parts or PARTS:
        PARTS[name](asked.full)
        print()


if __name__ == "__main__":
    main()
