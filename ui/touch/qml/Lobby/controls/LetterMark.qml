import QtQuick
import Lobby

// The letter that the numbers of a service begin with, in its frame.
Rectangle {
    id: mark

    required property string letter
    required property int size

    implicitWidth: Look.line(mark.size)
    implicitHeight: implicitWidth
    radius: Look.tiny
    color: "transparent"
    border.color: Look.quiet
    border.width: Look.hair

    Text {
        anchors.centerIn: parent
        text: mark.letter
        color: Look.quiet
        font.family: Look.family
        font.pixelSize: mark.size
        font.bold: true
    }
}
