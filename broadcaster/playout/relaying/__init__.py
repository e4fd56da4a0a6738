"""What others send while it sounds: a relay's samples come, are levelled, bounded and recorded."""
