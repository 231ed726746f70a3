"""Reading and extraction in processes of their own, whose time and memory have an end.

Some ordinary files hang a parser or swell it to gigabytes, and code inside a library cannot be
stopped from within its own process. So each article is read and extracted in a worker:

- the worker sets itself an alarm. Python's own code, its patterns included, is interrupted by it,
  the article becomes a problem, and the next one of the same archive is read;
- what an alarm does not reach (a compiled library) is killed a little later by the process that
  waits for it, and the worker is started again;
- memory is capped by the operating system, beyond what the models take. Where it has no such cap
  (macOS), only time has an end.

Workers are forked from a server that has imported the package once, and hold no thread of the
process that started them. A worker whose parent is gone ends by itself.
"""

from claims.workers.limits import Limits
from claims.workers.pool import Workers

__all__ = ["Limits", "Workers"]
