"""The bridge from the desk to Qt: signals, item models, jobs; QtCore and QtGui only."""

from reviewdesk.qt.overrides import guard_overrides

# Before any class is made from one of Qt's.
guard_overrides()
