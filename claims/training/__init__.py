"""How the models are made; needs the extra `train`, and nothing at run time imports it."""

# Before any module here imports onnxruntime's own tools: it turns telemetry off.
import claims.inference.runtime  # noqa: F401
