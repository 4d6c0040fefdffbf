"""What operators have at hand: labels, ready answers, colleagues."""
