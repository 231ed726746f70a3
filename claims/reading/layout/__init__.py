"""What in a text is not its body: headline, byline, dateline, captions, menus."""
