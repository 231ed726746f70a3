"""Runs the trained models: text in, numbers out. The only part of the package that uses
onnxruntime."""

from claims.inference.model import MODELS, AttributionModel, Encoded
from claims.inference.quotations import find_quotations

__all__ = ["MODELS", "AttributionModel", "Encoded", "find_quotations"]
