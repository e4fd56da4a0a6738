"""What the coming days will bring, why, and what would change it: the planner is asked. Pure."""
