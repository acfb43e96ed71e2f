import QtQuick
import Lobby
import Lobby.Backend

// What the printer is doing, told calmly.
Rectangle {
    id: status

    readonly property color ink: Lobby.panel.troubled ? Look.amber : Look.jade

    radius: Look.radius
    color: Lobby.panel.troubled ? Look.amberTint : Look.jadeTint
    implicitHeight: line.height + 2 * Look.gap

    IconLine {
        id: line

        objectName: "status"
        anchors.verticalCenter: parent.verticalCenter
        x: Look.gap
        width: parent.width - 2 * Look.gap
        icon: Lobby.panel.statusIcon
        lines: Lobby.panel.status
        size: Look.named(Look.large && Lobby.panel.troubled ? Look.body : Look.lead)
        ink: status.ink
        mark: status.ink
        bold: true
        maximumLines: 4
    }
}
