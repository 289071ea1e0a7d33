"""The bridge from the desk to Qt: signals, item models, jobs; QtCore and QtGui only."""
