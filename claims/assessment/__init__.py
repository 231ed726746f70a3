"""What is claimed, how sure, and who says so: the status of each sentence, and its claims.

`assess` is the stage. It measures what attributions cover of each sentence (`coverage`), decides
the sentence's status and whether an editor would ask for a source (`judging`), and makes the
claims (`claiming`): their kind, certainty, figures, and a form that reads by itself.
"""

from claims.assessment.stage import Assessment, assess

__all__ = ["Assessment", "assess"]
