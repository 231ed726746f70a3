"""Text for the terminal: what articles say made safe to print, counts with their noun."""

import unicodedata

import click

__all__ = ["counted", "printable", "uncut"]


def counted(number: int, noun: str) -> str:
    """Return a count with its noun, of which one takes no "s": "1 article", "2,000 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def uncut(group: click.Group) -> None:
    """Let the list of a group's commands show the first line of each one's help as a whole."""
    for one in group.commands.values():
        one.short_help = (one.help or "").partition("\n")[0]


def printable(text: str) -> str:
    """Return the text with what would steer a terminal (escape codes, returns) written out.

    Line ends and tabs stay. Control characters and marks of direction are what terminals act on.
    """
    return "".join(
        f"\\x{ord(character):02x}"
        if unicodedata.category(character) in ("Cc", "Cf") and character not in "\n\t\u200d\u200c"
        else character
        for character in text
    )
