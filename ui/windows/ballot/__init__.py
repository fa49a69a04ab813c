"""The committee member's window: one ballot, from the first score to the hand-in."""
