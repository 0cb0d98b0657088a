"""What is asked on the pages of the conference. The action judges; a form only takes in."""
