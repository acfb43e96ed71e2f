import QtQuick
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// What the printer is doing, told calmly; and before the ticket goes from the screen, how to keep it there.
Rectangle {
    id: status

    // So many steps smaller, where there is little room.
    property int less: 0

    readonly property color ink: Lobby.panel.troubled ? Look.amber : Look.jade

    radius: Look.radius
    color: Lobby.panel.troubled ? Look.amberTint : Look.jadeTint
    implicitHeight: lines.height + 2 * Look.gap

    Column {
        id: lines

        anchors.verticalCenter: parent.verticalCenter
        x: Look.gap
        width: parent.width - 2 * Look.gap
        spacing: Look.tiny

        IconLine {
            objectName: "status"
            width: lines.width
            icon: Lobby.panel.statusIcon
            lines: Lobby.panel.status
            size: Look.lessened(Look.large && Lobby.panel.troubled ? Look.body : Look.lead, status.less)
            ink: status.ink
            mark: status.ink
            bold: true
            maximumLines: 4
            showSecond: !Look.large && status.less === 0
        }
        // It has its room from the beginning: nothing moves when it comes. Aloud it is said once, not counted.
        T.Label {
            objectName: "leaving"
            width: lines.width
            opacity: Lobby.secondsLeft.length > 0 ? 1 : 0
            text: [Lobby.secondsLeft[0] ?? "", Lobby.say("panel.keep", Lobby.language)].join(" · ")
            color: Look.ink
            font.pixelSize: Look.lessened(Look.note, status.less)
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignLeft
            Accessible.name: Lobby.say("panel.keep", Lobby.language)
        }
    }
}
