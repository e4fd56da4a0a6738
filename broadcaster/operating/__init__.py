"""What people do to the running player from a desk.

Here it is checked who may; the player carries out what reaches its socket. See DESIGN section 5.
"""
