"""The only import of onnxruntime, with its telemetry off.

From 1.32 on, importing onnxruntime writes a device id and a queue of events below the user's cache
folder, and a thread looks up hosts of its vendor to send them. Only the environment, set before the
import, stops that: its own `disable_telemetry_events()` comes too late. A program that imports
onnxruntime itself before this package has to set the variable itself.
"""

import os
from typing import Final

TELEMETRY_OFF: Final = "ORT_DISABLE_TELEMETRY"

os.environ[TELEMETRY_OFF] = "1"

from onnxruntime import InferenceSession, SessionOptions  # noqa: E402 - after the variable is set

__all__ = ["TELEMETRY_OFF", "InferenceSession", "SessionOptions"]
