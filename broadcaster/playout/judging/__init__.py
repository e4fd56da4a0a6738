"""Pure decisions of the player: may this item sound, when, and how did it end."""
