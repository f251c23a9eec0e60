"""Service commands: they prepare, examine and watch an installation."""
