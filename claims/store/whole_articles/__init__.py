"""What people decide about an article as a whole: its details corrected, it removed and restored.

Like all decisions these are rows of `reviews`, and are taken back by one that undoes them. What
follows from them is extracted again by whoever runs the models (`claims.adding`); until then the
article is one of those that `waiting.waiting` names.

`details` corrects, `removal` removes, `waiting` stores what was extracted again.
"""
