"""Adding articles in the browser: what is handed over is read by a process outside of the desk's.

`batches` holds what people added since the desk was opened and how far it is; `process` runs
`claims.adding.worker` and keeps the batches up to date; `received` makes pieces of what a form
holds; `pages` shows it all.
"""
