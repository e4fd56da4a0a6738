"""Which policies reached whom: the two indicators of policy communication, and their matrix."""
