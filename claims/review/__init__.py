"""The desk: a Datasette plugin whose pages stand beside Datasette's own."""
