"""What is kept on this computer: the database and the settings file."""
