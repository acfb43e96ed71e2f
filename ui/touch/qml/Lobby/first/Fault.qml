pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// Why the last press came to nothing, with every fault of a file; gone with the next press.
Card {
    id: fault

    readonly property int most: Look.wide ? 3 : 7

    visible: FirstStart.fault.length > 0
    color: Look.amberTint
    border.width: 0
    implicitHeight: body.implicitHeight + 2 * Look.gap

    ColumnLayout {
        id: body

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Look.gap
        spacing: Look.small

        RowLayout {
            spacing: Look.small
            Layout.fillWidth: true

            Icon {
                name: "warning"
                ink: Look.amber
                size: Look.length(56)
            }
            Bilingual {
                objectName: "fault"
                lines: FirstStart.fault
                size: Look.named(Look.body)
                bold: true
                ink: Look.amber
                Layout.fillWidth: true
            }
        }
        Repeater {
            model: FirstStart.faults.slice(0, fault.most)

            T.Label {
                required property string modelData

                objectName: "faultLine"
                text: modelData
                color: Look.ink
                font.pixelSize: Look.least
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
        }
        T.Label {
            visible: FirstStart.faults.length > (fault.most)
            text: "+ " + (FirstStart.faults.length - (fault.most))
            color: Look.quiet
            font.pixelSize: Look.least
        }
    }
}
