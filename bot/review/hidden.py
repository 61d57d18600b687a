"""Which characters show nothing, or steer what is shown, and so can hide something in a text."""

import re

# Printable by Unicode's word, and yet nothing is seen: joiners, Hangul fillers, Khmer vowels,
# Mongolian and other variation selectors, the blank Braille cell.
_UNSEEN = re.compile(
    "[\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u2800\\u3164\\uffa0\\ufe00-\\ufe0f"
    "\\U000e0100-\\U000e01ef]"
)


def hides(text: str) -> bool:
    """Whether any character of it is hidden.

    Python calls printable what is no control, format (zero-width, bidi, tag), private, unassigned
    or surrogate character, and no blank other than the space.
    """
    return not text.isprintable() or _UNSEEN.search(text) is not None
