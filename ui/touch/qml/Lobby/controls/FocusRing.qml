import QtQuick
import Lobby

// Where the keyboard stands; a finger needs no ring.
Rectangle {
    anchors.fill: parent
    anchors.margins: -Look.tiny
    radius: Look.radius + Look.tiny
    color: "transparent"
    border.color: Look.ink
    border.width: Look.bold
}
