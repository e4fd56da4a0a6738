"""Programmes: what they are, how their files state them, when they fire, which collide."""
