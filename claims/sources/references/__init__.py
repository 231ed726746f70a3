"""Whom a mention refers to: names, nominals and pronouns to the entities of an article."""
