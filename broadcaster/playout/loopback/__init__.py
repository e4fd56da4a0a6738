"""What an input hears of our own output: how loud it was, and whether it was what we sent."""
