"""From a cut to samples that leave at their moment. Nothing here knows why an item sounds."""
