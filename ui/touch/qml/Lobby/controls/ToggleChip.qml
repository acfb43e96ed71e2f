import QtQuick
import Lobby

// A reason, or a wish, that is on or off; on it is filled and carries a check mark.
Push {
    id: chip

    property bool on: false
    property string drawing: ""

    padding: Look.small
    topPadding: Look.tiny
    bottomPadding: Look.tiny
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: chip.on

    background: Card {
        color: chip.on ? Look.jadeTint : chip.pressed ? Look.pressed : Look.card
        border.color: chip.on ? Look.jade : Look.hairline
        border.width: chip.on ? Look.bold : Look.hair
    }
    contentItem: PushLabel {
        drawing: chip.on ? "check" : chip.drawing
        lines: chip.lines
        size: Look.named(Look.body)
        room: Look.touch - 2 * Look.tiny
        ink: Look.jade
        textInk: Look.ink
        secondInk: Look.quiet
    }
}
