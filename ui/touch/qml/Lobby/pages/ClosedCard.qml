import QtQuick
import QtQuick.Layouts
import Lobby

// A card of the closed page: a title with its mark, and lines.
Card {
    id: notice

    required property string drawing
    required property string key
    property list<string> lines: []

    readonly property int inset: Look.wide ? Look.small : Look.gap

    default property alias content: body.data

    implicitHeight: body.implicitHeight + 2 * notice.inset

    ColumnLayout {
        id: body

        x: Look.gap
        y: notice.inset
        width: notice.width - 2 * Look.gap
        spacing: Look.wide ? Look.tiny : Look.small

        RowLayout {
            spacing: Look.small
            Layout.fillWidth: true

            Icon {
                name: notice.drawing
                size: Look.length(56)
            }
            Words {
                key: notice.key
                size: Look.named(Look.lead)
                bold: true
                fit: true
                Layout.fillWidth: true
            }
        }
        Bilingual {
            visible: notice.lines.length > 0
            lines: notice.lines
            size: Look.named(Look.body)
            ink: Look.jade
            fit: true
            showSecond: !Look.large && !Look.wide
            Layout.fillWidth: true
        }
    }
}
