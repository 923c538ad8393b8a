"""run_state."""
