"""Making a roster: the task as values, a first answer, fairness, an independent checker, swaps that are replayed."""
