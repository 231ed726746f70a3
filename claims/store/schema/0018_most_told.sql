-- Stories that most articles tell, in the order in which the desk lists them.
CREATE INDEX stories_most ON stories (documents) WHERE documents > 1;
