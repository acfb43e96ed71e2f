import QtQuick
import Lobby

// An answer: filled jade for the next thing to do, outlined for the other way.
Push {
    id: choice

    property bool primary: false
    property string drawing: ""
    property int size: Look.named(Look.lead)
    property real room: Look.touch - 2 * choice.padding

    // Not ready shows as such; a page that lies still under a sheet does not.
    property bool ready: true

    enabled: choice.ready
    padding: Look.small

    readonly property color ink: !choice.ready ? Look.quiet : choice.primary ? Look.inkOnJade : Look.jade

    background: Rectangle {
        radius: Look.radius
        color: {
            if (!choice.ready)
                return Look.pressed;
            if (choice.primary)
                return choice.pressed ? Look.jadePressed : Look.jade;
            return choice.pressed ? Look.pressed : Look.card;
        }
        border.color: Look.jade
        border.width: choice.primary ? 0 : Look.hair
    }
    contentItem: PushLabel {
        drawing: choice.drawing
        lines: choice.lines
        size: choice.size
        room: choice.room
        ink: choice.ink
    }
}
