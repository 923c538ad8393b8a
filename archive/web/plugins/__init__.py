"""What Datasette shows beside its own: pages of articles, cells that people can read, and what keeps both safe."""
