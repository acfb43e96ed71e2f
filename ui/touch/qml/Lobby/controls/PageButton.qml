import QtQuick
import Lobby

// Turns the page of services, when there are more than fit.
Push {
    id: turn

    required property string drawing
    property bool ready: true

    enabled: turn.ready

    implicitWidth: Look.length(120)

    background: Rectangle {
        radius: Look.radius
        color: turn.pressed ? Look.pressed : Look.card
        border.color: Look.hairline
        border.width: Look.hair
        opacity: turn.ready ? 1 : 0.4
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: turn.drawing
            turns: true
            size: Look.length(48)
            opacity: turn.ready ? 1 : 0.4
        }
    }
}
