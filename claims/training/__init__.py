"""How the models are made; needs the extra `train`, and nothing at run time imports it."""
