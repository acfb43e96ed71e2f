import QtQuick
import QtQuick.Layouts
import Lobby

// One thing that the box sees, with a mark where it needs a hand.
ColumnLayout {
    id: row

    required property var modelData

    spacing: Look.tiny

    RowLayout {
        spacing: Look.gap
        Layout.fillWidth: true

        Bilingual {
            lines: row.modelData.label
            size: Look.note
            ink: Look.quiet
            showSecond: false
            Layout.preferredWidth: Look.length(260)
            Layout.alignment: Qt.AlignTop
        }
        Icon {
            name: row.modelData.warns ? "warning" : "check"
            ink: row.modelData.warns ? Look.amber : Look.jade
            size: Look.length(44)
            Layout.alignment: Qt.AlignTop
        }
        Bilingual {
            lines: row.modelData.value
            size: Look.named(Look.body)
            showSecond: !Look.wide
            Layout.fillWidth: true
        }
    }
    Rectangle {
        color: Look.hairline
        Layout.fillWidth: true
        Layout.preferredHeight: Look.hair
    }
}
