"""What Learn is made of: cards, a lesson with its text, and when to get help."""
