"""`make docs`: write .github/docs from the code; fail if what was there was stale."""

import os
import sys
from pathlib import Path

import django

FOLDER = Path(__file__).resolve().parent.parent.parent / ".github" / "docs"


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shoal.settings")
    django.setup()
    from . import model, permissions

    FOLDER.mkdir(exist_ok=True)
    stale = []
    for name, text in (("model.md", model.page()), ("permissions.md", permissions.page())):
        path = FOLDER / name
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            stale.append(f".github/docs/{name}")
    if stale:
        print(f"Stale: {', '.join(stale)}. Written anew now: look at it and commit it.")
        return 1
    print("The generated documentation is what the code says.")
    return 0


sys.exit(main())
