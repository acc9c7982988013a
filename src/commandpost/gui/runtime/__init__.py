"""What keeps the window alive: application, loop, background work, announcements, the net below everything."""
