import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// No tickets now: when there will be, and what the machines can do until then.
Item {
    id: closed

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.margin
        anchors.topMargin: Look.roomy
        spacing: Look.gap

        Greeting {
            lines: []
            Layout.fillWidth: true
        }
        Item {
            Layout.fillHeight: true
        }
        Icon {
            name: "closed"
            size: Look.length(160)
            Layout.alignment: Qt.AlignHCenter
        }
        Bilingual {
            objectName: "closedTitle"
            lines: Lobby.door.closed
            size: Look.head
            bold: true
            align: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Bilingual {
            objectName: "opensAgain"
            lines: Lobby.door.opens
            size: Look.title
            ink: Look.jade
            bold: true
            align: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Item {
            Layout.preferredHeight: Look.margin
        }
        Card {
            visible: Lobby.door.machines.length > 0
            Layout.fillWidth: true
            Layout.maximumWidth: Look.length(1100)
            Layout.alignment: Qt.AlignHCenter
            implicitHeight: open.height + 2 * Look.roomy

            IconLine {
                id: open

                x: Look.roomy
                y: Look.roomy
                width: parent.width - 2 * Look.roomy
                icon: "machine"
                lines: Lobby.door.machines
                size: Look.lead
                maximumLines: 4
            }
        }
        Item {
            Layout.fillHeight: true
        }
    }
}
