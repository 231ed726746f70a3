"""One article, read by somebody who is none of this desk: by a link that is signed and ends.

`links` signs and reads them; `pages` shows an article's links, and the article behind one.
"""
