"""Further readers on the desk: where they differ from what stands, and what they may be sent.

`rows` reads what the pages show, `form` reads what their forms ask for, `pages` answers; the
process that reads is started by `worker`, apart from the one that serves the desk.
"""
