pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Shapes
import Lobby
import Lobby.Backend

// One leaf of the resting screen: a title, then lines, the chart of the day or a code to scan.
Card {
    id: leaf

    objectName: "leafCard"

    // So many lines leave no room below them.
    readonly property bool isTable: rows.count > 3

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.roomy
        spacing: Look.gap

        RowLayout {
            spacing: Look.gap
            Layout.fillWidth: true

            Icon {
                name: FrontPanel.leaf.icon
                size: Look.length(72)
            }
            Bilingual {
                objectName: "leafTitle"
                lines: FrontPanel.leaf.title
                size: Look.named(Look.title)
                bold: true
                fit: true
                Layout.fillWidth: true
            }
            Bilingual {
                visible: leaf.isTable
                lines: FrontPanel.leaf.note
                size: Look.named(Look.note)
                ink: Look.quiet
                align: Text.AlignRight
                Layout.preferredWidth: Math.round(leaf.width * 0.3)
            }
        }
        Bilingual {
            visible: FrontPanel.leaf.bars.length > 0
            lines: FrontPanel.leaf.note
            size: Look.named(Look.lead)
            fit: true
            Layout.fillWidth: true
        }
        PeakBars {
            visible: FrontPanel.leaf.bars.length > 0 && leaf.height > Look.length(420)
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        Item {
            id: body

            // Few lines may be long, many must be short; all of them fit.
            readonly property int lines: rows.count <= 3 ? 2 : 1
            readonly property real room: body.height / Math.max(1, rows.count) - 2 * Look.small - Look.hair
            readonly property bool hasBoth: body.room >= 2.6 * Look.note
            readonly property real share: body.hasBoth ? (body.lines === 1 ? 2.1 : 3.8) : 1.3
            readonly property int size: Math.min(Look.lead, Math.floor(body.room / body.share))

            visible: rows.count > 0
            Layout.fillWidth: true
            Layout.fillHeight: true

            Column {
                width: parent.width
                spacing: Look.small

                Repeater {
                    id: rows

                    model: FrontPanel.leaf.rows

                    LeafLine {
                        width: body.width
                        size: Look.named(body.size)
                        maximumLines: body.lines
                        showSecond: body.hasBoth
                        share: rows.count <= 3 ? 0.62 : 0.7
                    }
                }
            }
        }
        Item {
            visible: FrontPanel.leaf.codeSide > 0
            Layout.alignment: Qt.AlignHCenter
            Layout.fillHeight: true
            Layout.fillWidth: true

            Shape {
                id: code

                readonly property int module: Math.floor(Math.min(parent.width, parent.height) / Math.max(1, FrontPanel.leaf.codeSide))

                anchors.centerIn: parent
                width: code.module * FrontPanel.leaf.codeSide
                height: code.width
                antialiasing: false

                ShapePath {
                    strokeWidth: -1
                    fillColor: Look.ink
                    scale: Qt.size(code.module, code.module)

                    PathSvg {
                        path: FrontPanel.leaf.code
                    }
                }
            }
        }
        Bilingual {
            visible: FrontPanel.leaf.bars.length === 0 && lines.length > 0 && !leaf.isTable
            lines: FrontPanel.leaf.note
            size: Look.named(Look.lead)
            ink: Look.quiet
            fit: true
            align: FrontPanel.leaf.codeSide > 0 ? Text.AlignHCenter : Text.AlignLeft
            Layout.fillWidth: true
        }
        Row {
            spacing: Look.small
            Layout.alignment: Qt.AlignHCenter

            Repeater {
                model: FrontPanel.leaf.count

                Rectangle {
                    required property int index

                    width: Look.length(16)
                    height: Look.length(16)
                    radius: Look.length(8)
                    color: index === FrontPanel.leaf.place ? Look.jade : Look.hairline
                }
            }
        }
    }
}
