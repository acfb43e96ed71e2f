import QtQuick
import Lobby

// The face of a button: an icon with two lines beside or below it, together in the middle.
Item {
    id: face

    required property string drawing
    required property list<string> lines
    property int size: Look.lead
    property int iconSize: Math.round(face.size * 1.2)
    property bool below: false
    // The height for words that are too long for one line; a face with its icon above has none.
    property real room: 0
    property color ink: Look.jade
    property color textInk: face.ink
    property color secondInk: face.textInk

    readonly property real spacing: face.below ? 0 : Look.small
    // Words that are too long even in small letters have the room of the icon as well, where they may.
    readonly property bool bare: face.room > 0 && face.least > face.width - face.aside
    readonly property real aside: face.drawing === "" || face.below ? 0 : face.iconSize + face.spacing
    readonly property real iconRoom: face.bare ? 0 : face.aside
    // As narrow as the first line can stand on one line.
    readonly property real least: shortest.advanceWidth
    readonly property real wish: Math.ceil(Math.max(first.advanceWidth, Look.large ? 0 : second.advanceWidth)) + Look.tiny

    implicitWidth: face.wish + face.aside
    implicitHeight: block.implicitHeight

    Grid {
        id: block

        anchors.centerIn: parent
        columns: face.below ? 1 : 2
        spacing: face.spacing
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Icon {
            visible: face.drawing !== "" && !face.bare
            name: face.drawing
            ink: face.ink
            size: face.iconSize
        }
        Bilingual {
            width: Math.min(face.wish, face.width - face.iconRoom)
            lines: face.lines
            size: face.size
            bold: true
            fit: true
            room: face.room
            echoLines: face.below ? 2 : 1
            ink: face.textInk
            secondInk: face.secondInk
            align: face.below || face.drawing === "" || face.bare ? Text.AlignHCenter : Text.AlignLeft
            spoken: false
        }
    }
    TextMetrics {
        id: first

        text: face.lines[0] ?? ""
        font.family: Look.family
        font.pixelSize: face.size
        font.bold: true
    }
    TextMetrics {
        id: shortest

        text: first.text
        font.family: Look.family
        font.pixelSize: Look.least
        font.bold: true
    }
    TextMetrics {
        id: second

        text: face.lines[1] ?? ""
        font.family: Look.family
        font.pixelSize: Look.second(face.size)
    }
}
