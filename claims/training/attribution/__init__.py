"""The attribution network: built, trained, fitted, quantised and exported."""
