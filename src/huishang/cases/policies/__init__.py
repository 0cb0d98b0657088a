"""What law and state allow of reports and cases, for anyone."""
