"""The parts of the main window round the page: rail, bars, banners, palette."""
