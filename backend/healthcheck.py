"""For containers: `python healthcheck.py http://api:8000/readyz [worker|ticks]`.

Ends with 0 when the API is ready, and the named helper was heard of lately. Loads nothing of
Shoal: it runs every few seconds.
"""

import json
import sys
import urllib.error
import urllib.request

# Whatever the address: by this name the API answers wherever it runs.
HEADERS = {"Host": "127.0.0.1"}


def why_not(address: str, helper: str | None) -> str | None:
    """Return what is wrong, or None."""
    request = urllib.request.Request(address, headers=HEADERS)  # noqa: S310 - the operator's own
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310
            checks = json.load(answer)["checks"]
    except urllib.error.HTTPError as refused:
        return f"{refused.code}: {refused.read(500).decode(errors='replace')}"
    except (OSError, ValueError, KeyError) as error:
        return f"no answer: {error}"
    if helper and checks.get(helper) not in ("ok", "behind"):
        return f"{helper} is {checks.get(helper)}"
    return None


if __name__ == "__main__":
    sys.exit(why_not(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
