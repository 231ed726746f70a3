-- Notes that call somebody by name, so that the first page finds them at once.
CREATE INDEX reviews_calling ON reviews (id) WHERE instr(note, '@') > 0;
