"""The window: shows what the services tell it and passes on what the person asks for."""
