from collections.abc import Iterable

from django.utils.text import slugify

LONGEST = 40


def free_code(word: str, taken: Iterable[str], otherwise: str) -> str:
    """Return a code that reads like `word`, numbered if it is taken; `otherwise` for a word
    of signs alone."""
    known = set(taken)
    base = slugify(word, allow_unicode=True)[: LONGEST - 4] or otherwise
    code, number = base, 1
    while code in known:
        number += 1
        code = f"{base}-{number}"
    return code
