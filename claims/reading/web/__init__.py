"""What only web pages have: block quotations, and an article among menus and teasers."""
