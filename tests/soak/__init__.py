"""`make soak`: what takes too long for every change, such as hundreds of thousands of texts."""
