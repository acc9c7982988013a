"""The yardstick of ``desk.py``: a fresh process that shows a bare PySide6 window of the desk's size, and nothing else.

``python bare_window.py BEGAN``: BEGAN is the monotonic moment this process was asked for.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow


def main() -> None:
    """Show one line to type into, print when it was painted."""
    application = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QLineEdit("值班"))
    window.resize(1440, 900)
    window.show()
    application.processEvents()
    window.repaint()
    print(json.dumps({"start": {"bare window": time.monotonic() - float(sys.argv[1])}}))


if __name__ == "__main__":
    main()
