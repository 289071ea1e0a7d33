"""Compiled from ui/export_dialog.ui by ui/compile.py; change the form, not this file."""

from PySide6.QtCore import (
    QCoreApplication,
    QMetaObject,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)
from reviewdesk.widgets.choice_box import (
    ChoiceBox,
)
from reviewdesk.widgets.name_field import (
    NameField,
)
from reviewdesk.widgets.whole_rows import (
    WholeRowsList,
)


class Ui_ExportDialog(object):
    def setupUi(self, export_dialog: QDialog) -> None:
        if not export_dialog.objectName():
            export_dialog.setObjectName(u"export_dialog")
        export_dialog.resize(1040, 720)
        self.columns = QHBoxLayout(export_dialog)
        self.columns.setSpacing(24)
        self.columns.setObjectName(u"columns")
        self.columns.setContentsMargins(24, 20, 24, 18)
        self.column = QVBoxLayout()
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.heading = QLabel(export_dialog)
        self.heading.setObjectName(u"heading")
        self.heading.setProperty(u"role", u"heading")

        self.column.addWidget(self.heading)

        self.export_area = QScrollArea(export_dialog)
        self.export_area.setObjectName(u"export_area")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.export_area.sizePolicy().hasHeightForWidth())
        self.export_area.setSizePolicy(sizePolicy)
        self.export_area.setFrameShape(QFrame.Shape.NoFrame)
        self.export_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.export_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.export_area.setWidgetResizable(True)
        self.export_middle = QWidget()
        self.export_middle.setObjectName(u"export_middle")
        self.middle = QVBoxLayout(self.export_middle)
        self.middle.setSpacing(12)
        self.middle.setObjectName(u"middle")
        self.middle.setContentsMargins(0, 0, 0, 0)
        self.audience_caption = QLabel(self.export_middle)
        self.audience_caption.setObjectName(u"audience_caption")
        self.audience_caption.setProperty(u"role", u"caption")

        self.middle.addWidget(self.audience_caption)

        self.members_choice = QVBoxLayout()
        self.members_choice.setSpacing(1)
        self.members_choice.setObjectName(u"members_choice")
        self.export_members = QRadioButton(self.export_middle)
        self.export_members.setObjectName(u"export_members")

        self.members_choice.addWidget(self.export_members)

        self.members_told = QLabel(self.export_middle)
        self.members_told.setObjectName(u"members_told")
        self.members_told.setIndent(26)
        self.members_told.setWordWrap(True)
        self.members_told.setProperty(u"role", u"quiet")

        self.members_choice.addWidget(self.members_told)


        self.middle.addLayout(self.members_choice)

        self.company_choice = QVBoxLayout()
        self.company_choice.setSpacing(1)
        self.company_choice.setObjectName(u"company_choice")
        self.export_company = QRadioButton(self.export_middle)
        self.export_company.setObjectName(u"export_company")
        self.export_company.setChecked(True)

        self.company_choice.addWidget(self.export_company)

        self.company_told = QLabel(self.export_middle)
        self.company_told.setObjectName(u"company_told")
        self.company_told.setIndent(26)
        self.company_told.setWordWrap(True)
        self.company_told.setProperty(u"role", u"quiet")

        self.company_choice.addWidget(self.company_told)


        self.middle.addLayout(self.company_choice)

        self.public_choice = QVBoxLayout()
        self.public_choice.setSpacing(1)
        self.public_choice.setObjectName(u"public_choice")
        self.export_public = QRadioButton(self.export_middle)
        self.export_public.setObjectName(u"export_public")

        self.public_choice.addWidget(self.export_public)

        self.public_told = QLabel(self.export_middle)
        self.public_told.setObjectName(u"public_told")
        self.public_told.setIndent(26)
        self.public_told.setWordWrap(True)
        self.public_told.setProperty(u"role", u"quiet")

        self.public_choice.addWidget(self.public_told)


        self.middle.addLayout(self.public_choice)

        self.fields = QFormLayout()
        self.fields.setObjectName(u"fields")
        self.fields.setHorizontalSpacing(14)
        self.fields.setVerticalSpacing(10)
        self.form_label = QLabel(self.export_middle)
        self.form_label.setObjectName(u"form_label")

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.form_label)

        self.export_form = ChoiceBox(self.export_middle)
        self.export_form.setObjectName(u"export_form")

        self.fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.export_form)

        self.template_label = QLabel(self.export_middle)
        self.template_label.setObjectName(u"template_label")

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.template_label)

        self.export_template = ChoiceBox(self.export_middle)
        self.export_template.setObjectName(u"export_template")

        self.fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.export_template)

        self.paper_label = QLabel(self.export_middle)
        self.paper_label.setObjectName(u"paper_label")

        self.fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.paper_label)

        self.export_paper = ChoiceBox(self.export_middle)
        self.export_paper.setObjectName(u"export_paper")

        self.fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.export_paper)

        self.where_label = QLabel(self.export_middle)
        self.where_label.setObjectName(u"where_label")

        self.fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.where_label)

        self.where_column = QVBoxLayout()
        self.where_column.setSpacing(2)
        self.where_column.setObjectName(u"where_column")
        self.where_row = QHBoxLayout()
        self.where_row.setSpacing(8)
        self.where_row.setObjectName(u"where_row")
        self.export_where = NameField(self.export_middle)
        self.export_where.setObjectName(u"export_where")

        self.where_row.addWidget(self.export_where)

        self.export_choose = QPushButton(self.export_middle)
        self.export_choose.setObjectName(u"export_choose")
        self.export_choose.setAutoDefault(False)

        self.where_row.addWidget(self.export_choose)


        self.where_column.addLayout(self.where_row)


        self.fields.setLayout(3, QFormLayout.ItemRole.FieldRole, self.where_column)


        self.middle.addLayout(self.fields)

        self.sections_row = QHBoxLayout()
        self.sections_row.setSpacing(8)
        self.sections_row.setObjectName(u"sections_row")
        self.export_sections = WholeRowsList(self.export_middle)
        self.export_sections.setObjectName(u"export_sections")
        self.export_sections.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.export_sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

        self.sections_row.addWidget(self.export_sections)

        self.sections_buttons = QVBoxLayout()
        self.sections_buttons.setSpacing(6)
        self.sections_buttons.setObjectName(u"sections_buttons")
        self.export_up = QPushButton(self.export_middle)
        self.export_up.setObjectName(u"export_up")
        self.export_up.setAutoDefault(False)

        self.sections_buttons.addWidget(self.export_up)

        self.export_down = QPushButton(self.export_middle)
        self.export_down.setObjectName(u"export_down")
        self.export_down.setAutoDefault(False)

        self.sections_buttons.addWidget(self.export_down)

        self.below_buttons = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.sections_buttons.addItem(self.below_buttons)


        self.sections_row.addLayout(self.sections_buttons)


        self.middle.addLayout(self.sections_row)

        self.more_row = QHBoxLayout()
        self.more_row.setSpacing(8)
        self.more_row.setObjectName(u"more_row")
        self.export_names = QPushButton(self.export_middle)
        self.export_names.setObjectName(u"export_names")
        self.export_names.setAutoDefault(False)

        self.more_row.addWidget(self.export_names)

        self.export_look = QPushButton(self.export_middle)
        self.export_look.setObjectName(u"export_look")
        self.export_look.setAutoDefault(False)

        self.more_row.addWidget(self.export_look)

        self.more_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.more_row.addItem(self.more_stretch)


        self.middle.addLayout(self.more_row)

        self.export_attach = QCheckBox(self.export_middle)
        self.export_attach.setObjectName(u"export_attach")

        self.middle.addWidget(self.export_attach)

        self.middle_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.middle.addItem(self.middle_stretch)

        self.middle.setStretch(5, 1)
        self.export_area.setWidget(self.export_middle)

        self.column.addWidget(self.export_area)

        self.export_progress = QProgressBar(export_dialog)
        self.export_progress.setObjectName(u"export_progress")
        self.export_progress.setMaximum(100)
        self.export_progress.setValue(0)
        self.export_progress.setTextVisible(False)

        self.column.addWidget(self.export_progress)

        self.export_told = QLabel(export_dialog)
        self.export_told.setObjectName(u"export_told")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.export_told.sizePolicy().hasHeightForWidth())
        self.export_told.setSizePolicy(sizePolicy1)
        self.export_told.setText(u"")
        self.export_told.setTextFormat(Qt.TextFormat.PlainText)
        self.export_told.setWordWrap(True)

        self.column.addWidget(self.export_told)

        self.leak_row = QHBoxLayout()
        self.leak_row.setObjectName(u"leak_row")
        self.export_leak = QPushButton(export_dialog)
        self.export_leak.setObjectName(u"export_leak")
        self.export_leak.setAutoDefault(True)

        self.leak_row.addWidget(self.export_leak)

        self.export_replace = QPushButton(export_dialog)
        self.export_replace.setObjectName(u"export_replace")
        self.export_replace.setAutoDefault(True)

        self.leak_row.addWidget(self.export_replace)

        self.leak_stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.leak_row.addItem(self.leak_stretch)


        self.column.addLayout(self.leak_row)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.export_print = QPushButton(export_dialog)
        self.export_print.setObjectName(u"export_print")
        self.export_print.setAutoDefault(False)

        self.buttons.addWidget(self.export_print)

        self.export_show = QPushButton(export_dialog)
        self.export_show.setObjectName(u"export_show")
        self.export_show.setAutoDefault(False)

        self.buttons.addWidget(self.export_show)

        self.stretch = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.stretch)

        self.export_cancel = QPushButton(export_dialog)
        self.export_cancel.setObjectName(u"export_cancel")
        self.export_cancel.setAutoDefault(False)

        self.buttons.addWidget(self.export_cancel)

        self.export_open = QPushButton(export_dialog)
        self.export_open.setObjectName(u"export_open")
        self.export_open.setAutoDefault(False)
        self.export_open.setProperty(u"role", u"accent")

        self.buttons.addWidget(self.export_open)

        self.export_start = QPushButton(export_dialog)
        self.export_start.setObjectName(u"export_start")
        self.export_start.setProperty(u"role", u"accent")

        self.buttons.addWidget(self.export_start)


        self.column.addLayout(self.buttons)


        self.columns.addLayout(self.column)

        self.preview_column = QVBoxLayout()
        self.preview_column.setSpacing(8)
        self.preview_column.setObjectName(u"preview_column")

        self.columns.addLayout(self.preview_column)

        self.columns.setStretch(1, 1)
#if QT_CONFIG(shortcut)
        self.form_label.setBuddy(self.export_form)
        self.template_label.setBuddy(self.export_template)
        self.paper_label.setBuddy(self.export_paper)
        self.where_label.setBuddy(self.export_where)
#endif // QT_CONFIG(shortcut)

        self.retranslateUi(export_dialog)

        self.export_start.setDefault(True)


        QMetaObject.connectSlotsByName(export_dialog)
    # setupUi

    def retranslateUi(self, export_dialog: QDialog) -> None:
        export_dialog.setWindowTitle(QCoreApplication.translate("ExportDialog", u"Export the report", None))
#if QT_CONFIG(accessibility)
        export_dialog.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Export the report", None))
#endif // QT_CONFIG(accessibility)
        self.heading.setText(QCoreApplication.translate("ExportDialog", u"Export the report", None))
        self.audience_caption.setText(QCoreApplication.translate("ExportDialog", u"FOR WHOM", None))
        self.export_members.setText(QCoreApplication.translate("ExportDialog", u"&Members of the review", None))
#if QT_CONFIG(accessibility)
        self.export_members.setAccessibleDescription(QCoreApplication.translate("ExportDialog", u"Names stand as they were entered. Private notes stay here.", None))
#endif // QT_CONFIG(accessibility)
        self.members_told.setText(QCoreApplication.translate("ExportDialog", u"Names stand as they were entered. Private notes stay here.", None))
        self.export_company.setText(QCoreApplication.translate("ExportDialog", u"The &company", None))
#if QT_CONFIG(accessibility)
        self.export_company.setAccessibleDescription(QCoreApplication.translate("ExportDialog", u"Roles instead of names, everywhere in the file.", None))
#endif // QT_CONFIG(accessibility)
        self.company_told.setText(QCoreApplication.translate("ExportDialog", u"Roles instead of names, everywhere in the file.", None))
        self.export_public.setText(QCoreApplication.translate("ExportDialog", u"The p&ublic", None))
#if QT_CONFIG(tooltip)
        self.export_public.setToolTip(QCoreApplication.translate("ExportDialog", u"<qt>Every event, card, condition and so on, and each text of \u201cAbout this review\u201d, says of itself whether it may stand in the public copy. What does not is left out.</qt>", None))
#endif // QT_CONFIG(tooltip)
#if QT_CONFIG(accessibility)
        self.export_public.setAccessibleDescription(QCoreApplication.translate("ExportDialog", u"Roles instead of names, and only what is marked as public.", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(tooltip)
        self.public_told.setToolTip(QCoreApplication.translate("ExportDialog", u"<qt>Every event, card, condition and so on, and each text of \u201cAbout this review\u201d, says of itself whether it may stand in the public copy. What does not is left out.</qt>", None))
#endif // QT_CONFIG(tooltip)
        self.public_told.setText(QCoreApplication.translate("ExportDialog", u"Roles instead of names, and only what is marked as public.", None))
        self.form_label.setText(QCoreApplication.translate("ExportDialog", u"Fo&rm", None))
#if QT_CONFIG(accessibility)
        self.export_form.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Form", None))
#endif // QT_CONFIG(accessibility)
        self.template_label.setText(QCoreApplication.translate("ExportDialog", u"Ma&de as", None))
#if QT_CONFIG(accessibility)
        self.export_template.setAccessibleName(QCoreApplication.translate("ExportDialog", u"What the copy is made for", None))
#endif // QT_CONFIG(accessibility)
        self.paper_label.setText(QCoreApplication.translate("ExportDialog", u"&Paper", None))
#if QT_CONFIG(accessibility)
        self.export_paper.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Paper", None))
#endif // QT_CONFIG(accessibility)
        self.where_label.setText(QCoreApplication.translate("ExportDialog", u"&File", None))
#if QT_CONFIG(accessibility)
        self.export_where.setAccessibleName(QCoreApplication.translate("ExportDialog", u"File to write", None))
#endif // QT_CONFIG(accessibility)
        self.export_choose.setText(QCoreApplication.translate("ExportDialog", u"C&hoose\u2026", None))
#if QT_CONFIG(accessibility)
        self.export_choose.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Choose the file to write", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.export_sections.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Sections of the copy, in their order", None))
#endif // QT_CONFIG(accessibility)
        self.export_up.setText(QCoreApplication.translate("ExportDialog", u"Up", None))
#if QT_CONFIG(accessibility)
        self.export_up.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Move the section up", None))
#endif // QT_CONFIG(accessibility)
        self.export_down.setText(QCoreApplication.translate("ExportDialog", u"Down", None))
#if QT_CONFIG(accessibility)
        self.export_down.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Move the section down", None))
#endif // QT_CONFIG(accessibility)
        self.export_names.setText(QCoreApplication.translate("ExportDialog", u"&Names\u2026", None))
#if QT_CONFIG(accessibility)
        self.export_names.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Look through the names that are replaced", None))
#endif // QT_CONFIG(accessibility)
        self.export_look.setText(QCoreApplication.translate("ExportDialog", u"&Logo and colour\u2026", None))
#if QT_CONFIG(accessibility)
        self.export_look.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Logo, company name and colour of the copies", None))
#endif // QT_CONFIG(accessibility)
        self.export_attach.setText(QCoreApplication.translate("ExportDialog", u"Put the review in i&t, so that the PDF opens in ReviewDesk again", None))
#if QT_CONFIG(accessibility)
        self.export_attach.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Put the review into the PDF", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.export_progress.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Progress of the export", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.export_told.setAccessibleName(QCoreApplication.translate("ExportDialog", u"What became of the export", None))
#endif // QT_CONFIG(accessibility)
        self.export_leak.setText(QCoreApplication.translate("ExportDialog", u"&Go to where it stands", None))
#if QT_CONFIG(accessibility)
        self.export_leak.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Close this and go to where it stands", None))
#endif // QT_CONFIG(accessibility)
        self.export_replace.setText(QCoreApplication.translate("ExportDialog", u"Repl&ace it", None))
#if QT_CONFIG(accessibility)
        self.export_replace.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Replace the file that is there", None))
#endif // QT_CONFIG(accessibility)
        self.export_print.setText(QCoreApplication.translate("ExportDialog", u"Pr&int\u2026", None))
#if QT_CONFIG(accessibility)
        self.export_print.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Print the report", None))
#endif // QT_CONFIG(accessibility)
        self.export_show.setText(QCoreApplication.translate("ExportDialog", u"&Show in folder", None))
#if QT_CONFIG(accessibility)
        self.export_show.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Show the file in its folder", None))
#endif // QT_CONFIG(accessibility)
        self.export_cancel.setText(QCoreApplication.translate("ExportDialog", u"Cancel", None))
#if QT_CONFIG(accessibility)
        self.export_cancel.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Cancel", None))
#endif // QT_CONFIG(accessibility)
        self.export_open.setText(QCoreApplication.translate("ExportDialog", u"&Open", None))
#if QT_CONFIG(accessibility)
        self.export_open.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Open the file", None))
#endif // QT_CONFIG(accessibility)
        self.export_start.setText(QCoreApplication.translate("ExportDialog", u"&Export", None))
#if QT_CONFIG(accessibility)
        self.export_start.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Export the report", None))
#endif // QT_CONFIG(accessibility)
    # retranslateUi
