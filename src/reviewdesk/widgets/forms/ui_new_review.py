"""Compiled from ui/new_review.ui by ui/compile.py; change the form, not this file."""

from PySide6.QtCore import (
    QCoreApplication,
    QMetaObject,
    Qt,
)
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
)
from reviewdesk.widgets.choice_box import (
    ChoiceBox,
)


class Ui_NewReviewDialog(object):
    def setupUi(self, new_review_dialog: QDialog) -> None:
        if not new_review_dialog.objectName():
            new_review_dialog.setObjectName(u"new_review_dialog")
        new_review_dialog.resize(520, 470)
        self.column = QVBoxLayout(new_review_dialog)
        self.column.setSpacing(14)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 18)
        self.heading = QLabel(new_review_dialog)
        self.heading.setObjectName(u"heading")
        self.heading.setProperty(u"role", u"heading")

        self.column.addWidget(self.heading)

        self.fields = QFormLayout()
        self.fields.setObjectName(u"fields")
        self.fields.setHorizontalSpacing(14)
        self.fields.setVerticalSpacing(10)
        self.title_label = QLabel(new_review_dialog)
        self.title_label.setObjectName(u"title_label")

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.title_label)

        self.new_title = QLineEdit(new_review_dialog)
        self.new_title.setObjectName(u"new_title")

        self.fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.new_title)

        self.kind_label = QLabel(new_review_dialog)
        self.kind_label.setObjectName(u"kind_label")

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.kind_label)

        self.new_kind = ChoiceBox(new_review_dialog)
        self.new_kind.setObjectName(u"new_kind")

        self.fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.new_kind)

        self.day_label = QLabel(new_review_dialog)
        self.day_label.setObjectName(u"day_label")

        self.fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.day_label)

        self.new_day = QLineEdit(new_review_dialog)
        self.new_day.setObjectName(u"new_day")

        self.fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.new_day)

        self.zone_label = QLabel(new_review_dialog)
        self.zone_label.setObjectName(u"zone_label")

        self.fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.zone_label)

        self.new_zone = QLineEdit(new_review_dialog)
        self.new_zone.setObjectName(u"new_zone")
        self.new_zone.setPlaceholderText(u"Europe/Lisbon")

        self.fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.new_zone)

        self.departments_label = QLabel(new_review_dialog)
        self.departments_label.setObjectName(u"departments_label")

        self.fields.setWidget(4, QFormLayout.ItemRole.LabelRole, self.departments_label)

        self.new_departments = QPlainTextEdit(new_review_dialog)
        self.new_departments.setObjectName(u"new_departments")
        self.new_departments.setTabChangesFocus(True)

        self.fields.setWidget(4, QFormLayout.ItemRole.FieldRole, self.new_departments)


        self.column.addLayout(self.fields)

        self.new_told = QLabel(new_review_dialog)
        self.new_told.setObjectName(u"new_told")
        self.new_told.setTextFormat(Qt.TextFormat.PlainText)
        self.new_told.setWordWrap(True)
        self.new_told.setProperty(u"role", u"quiet")

        self.column.addWidget(self.new_told)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.stretch)

        self.new_cancel = QPushButton(new_review_dialog)
        self.new_cancel.setObjectName(u"new_cancel")
        self.new_cancel.setAutoDefault(False)

        self.buttons.addWidget(self.new_cancel)

        self.new_create = QPushButton(new_review_dialog)
        self.new_create.setObjectName(u"new_create")
        self.new_create.setProperty(u"role", u"accent")

        self.buttons.addWidget(self.new_create)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.title_label.setBuddy(self.new_title)
        self.kind_label.setBuddy(self.new_kind)
        self.day_label.setBuddy(self.new_day)
        self.zone_label.setBuddy(self.new_zone)
        self.departments_label.setBuddy(self.new_departments)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(new_review_dialog)

        self.new_create.setDefault(True)


        QMetaObject.connectSlotsByName(new_review_dialog)
    # setupUi

    def retranslateUi(self, new_review_dialog: QDialog) -> None:
        new_review_dialog.setWindowTitle(QCoreApplication.translate("NewReviewDialog", u"New review", None))
#if QT_CONFIG(accessibility)
        new_review_dialog.setAccessibleName(QCoreApplication.translate("NewReviewDialog", u"New review", None))
#endif // QT_CONFIG(accessibility)
        self.heading.setText(QCoreApplication.translate("NewReviewDialog", u"New review", None))
        self.title_label.setText(QCoreApplication.translate("NewReviewDialog", u"&Title", None))
#if QT_CONFIG(accessibility)
        self.new_title.setAccessibleName(QCoreApplication.translate("NewReviewDialog", u"Title", None))
#endif // QT_CONFIG(accessibility)
        self.new_title.setPlaceholderText(QCoreApplication.translate("NewReviewDialog", u"What happened, in a few words, without a name", None))
        self.kind_label.setText(QCoreApplication.translate("NewReviewDialog", u"&Kind", None))
#if QT_CONFIG(accessibility)
        self.new_kind.setAccessibleName(QCoreApplication.translate("NewReviewDialog", u"Kind", None))
#endif // QT_CONFIG(accessibility)
        self.day_label.setText(QCoreApplication.translate("NewReviewDialog", u"&Day it began", None))
#if QT_CONFIG(accessibility)
        self.new_day.setAccessibleName(QCoreApplication.translate("NewReviewDialog", u"Day it began", None))
#endif // QT_CONFIG(accessibility)
        self.new_day.setPlaceholderText(QCoreApplication.translate("NewReviewDialog", u"29 Mar 2026, 2026-03-29 or 29.3.2026", None))
        self.zone_label.setText(QCoreApplication.translate("NewReviewDialog", u"Time &zone", None))
#if QT_CONFIG(accessibility)
        self.new_zone.setAccessibleName(QCoreApplication.translate("NewReviewDialog", u"Time zone", None))
#endif // QT_CONFIG(accessibility)
        self.departments_label.setText(QCoreApplication.translate("NewReviewDialog", u"De&partments", None))
#if QT_CONFIG(accessibility)
        self.new_departments.setAccessibleName(QCoreApplication.translate("NewReviewDialog", u"Departments, one on each line", None))
#endif // QT_CONFIG(accessibility)
        self.new_told.setText(QCoreApplication.translate("NewReviewDialog", u"One department on each line; each gets a lane and a card.", None))
        self.new_cancel.setText(QCoreApplication.translate("NewReviewDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.new_cancel.setAccessibleName(QCoreApplication.translate("NewReviewDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.new_create.setText(QCoreApplication.translate("NewReviewDialog", u"Create", None))
#if QT_CONFIG(accessibility)
        self.new_create.setAccessibleName(QCoreApplication.translate("NewReviewDialog", u"Create the review", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
