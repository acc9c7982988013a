"""What leaves or reaches the room beside the server: codes, texts, files, papers."""
