"""What the dashboard promises, each promise a test."""
