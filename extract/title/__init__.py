"""title."""
