"""Where we look: one TOML profile per site, data and never code."""
