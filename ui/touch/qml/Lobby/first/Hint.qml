import QtQuick
import QtQuick.Layouts
import Lobby

// One way to do something, beside its drawing.
RowLayout {
    id: hint

    required property list<string> lines
    property string drawing: ""

    spacing: Look.gap

    Icon {
        name: hint.drawing
        size: Look.length(64)
        Layout.alignment: Qt.AlignTop
    }
    Bilingual {
        lines: hint.lines
        size: Look.named(Look.note)
        showSecond: !Look.wide
        maximumLines: 4
        Layout.fillWidth: true
    }
}
