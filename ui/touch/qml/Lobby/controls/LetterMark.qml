import QtQuick
import Lobby

// The letter that the numbers of a service begin with, in its frame.
Rectangle {
    id: mark

    required property string letter
    required property int size

    width: Look.line(mark.size)
    height: width
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
