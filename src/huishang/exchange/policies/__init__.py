"""What an address must be like, where answers may go, and when one is tried again."""
