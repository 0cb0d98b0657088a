"""文书: papers received and issued, their downloads, and the signature for what came in."""
