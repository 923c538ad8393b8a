"""walls."""
