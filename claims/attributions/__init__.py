"""Who said what: source, cue and content of every attribution in a text, nested ones too.

`find_attributions(text, model)` is the stage. The model proposes cues and scores, for each, which
words are source and content (`candidates`, `decoding`, `segments`); what is certain is decided in
code: whole words (`words`), quotation marks and manner (`manner`), where spans end (`edges`), who
lies in whose content (`nesting`), "citing SOURCE" (`citing`), forms that say all (`phrases`).
"""

from claims.attributions.finding import attributions_of, find_attributions
from claims.attributions.manner import manner_of

__all__ = ["attributions_of", "find_attributions", "manner_of"]
