"""What the map is asked and told on the command page: questions, drawings, the past, paper."""
