"""The documentation as a small site: `sphinx-build -W -c docs . build/site`.

The pages are the Markdown files as they lie in the repository: README.md and its neighbours link
into docs/, and pages of docs/ link to each other and to files of the code.
"""

project = "Claims"
root_doc = "docs/index"
extensions = ["myst_parser"]
include_patterns = [
    "*.md",
    "docs/*.md",
    "claims/models/*.md",
    "claims/readers/prompt/guide.md",
]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 4
html_theme = "furo"
html_title = "Claims"
html_show_copyright = False
html_copy_source = False
