"""What operators have at hand: labels and ready answers."""
