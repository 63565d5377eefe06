"""Keys that the first run makes for itself, so that no known key is ever in use."""

import json
import os
import secrets
from pathlib import Path

NAMES = ("secret_key", "jwt_key", "masking_key")


def load_or_create_secrets(path: Path) -> dict[str, str]:
    """Return {name: key} of `path`, which is created with mode 0600 when it isn't there.

    Two processes may start at once: whoever creates the file wins and the other reads it.
    """
    fresh = json.dumps({name: secrets.token_urlsafe(48) for name in NAMES})
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    if not path.exists():
        handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(fresh)
        try:
            os.link(scratch, path)  # atomic, and refuses to replace the winner's file
        except FileExistsError:
            pass
        finally:
            scratch.unlink()
    return json.loads(path.read_text())
