"""The schedule in other hands: playlists, calendars and papers made of running orders."""
