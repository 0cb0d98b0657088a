"""What a report has to say, and whose it is by place."""
