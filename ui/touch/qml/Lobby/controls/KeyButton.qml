import QtQuick
import Lobby
import Lobby.Backend

// One key of the keypad on the screen; one that cannot follow now is dimmed.
Push {
    id: key

    required property string letter
    property string drawing: ""
    property bool ready: true

    enabled: key.ready
    padding: 0
    implicitWidth: Look.touch
    lines: [Lobby.say("revisit.key", Lobby.language) + " " + key.letter, Lobby.say("revisit.key", Lobby.otherLanguage) + " " + key.letter]

    background: Card {
        color: key.pressed ? Look.pressed : key.ready ? Look.card : Look.ground
        border.color: key.ready ? Look.jade : Look.hairline
    }
    contentItem: Item {
        Text {
            visible: key.drawing === ""
            anchors.centerIn: parent
            text: key.letter
            color: key.ready ? Look.ink : Look.quiet
            opacity: key.ready ? 1 : 0.5
            font.family: Look.family
            font.pixelSize: Math.min(Look.title, Math.round(key.height * 0.6))
            font.bold: true
        }
        Icon {
            visible: key.drawing !== ""
            anchors.centerIn: parent
            name: key.drawing
            opacity: key.ready ? 1 : 0.4
            size: Look.length(56)
        }
    }
}
