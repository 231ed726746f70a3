"""Make text from articles safe to print on a terminal."""

import unicodedata

__all__ = ["printable"]


def printable(text: str) -> str:
    """Return the text with what would steer a terminal (escape codes, returns) written out.

    Line ends and tabs stay. Control characters and marks of direction are what terminals act upon.
    """
    return "".join(
        f"\\x{ord(character):02x}"
        if unicodedata.category(character) in ("Cc", "Cf") and character not in "\n\t\u200d\u200c"
        else character
        for character in text
    )
