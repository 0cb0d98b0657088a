"""What the rules of the place allow at each stage of a conference, whoever asks."""
