"""Stories in the file: found as articles come, computed again, read, joined and split by people."""
