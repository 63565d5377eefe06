"""`python -m bench.seed --rows 1000000 --database sqlite`: lay a school down, or find it there."""

import argparse
import sys

from bench.databases import Database
from bench.seed.keep import ensure_seeded


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), required=True)
    parser.add_argument("--fresh", action="store_true", help="anew, even if it is there")
    given = parser.parse_args()
    database = Database(given.database, given.rows)
    ensure_seeded(database, fresh=given.fresh)
    print(database.url)
    return 0


if __name__ == "__main__":
    sys.exit(main())
