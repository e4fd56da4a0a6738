"""What residents ask and complain about: what sounded then, who answers, and by when.

A question is answered from the as-run log (`asking`); what was found is kept with it as it stood,
with the code of the tree head, so that a later look can be compared.
"""
