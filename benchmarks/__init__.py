"""What the project's speed and accuracy figures are measured with; run by hand, and in part by the tests."""
