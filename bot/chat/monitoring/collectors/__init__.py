"""What is read of other parts each time that metrics are asked for."""
