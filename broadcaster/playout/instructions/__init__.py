"""What the player is told: signed files of the plan, read and checked whenever they are needed."""
