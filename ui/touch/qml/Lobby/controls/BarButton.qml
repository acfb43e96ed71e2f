import QtQuick
import Lobby

// One of the fixed buttons at the bottom; a checked one is filled and carries a check mark.
Push {
    id: button

    required property string drawing
    property bool on: false
    property bool below: !Look.wide

    readonly property real least: label.least
    readonly property color ink: button.on ? Look.inkOnJade : Look.jade

    padding: Look.tiny
    topPadding: Look.tiny
    bottomPadding: Look.tiny
    Accessible.checkable: button.checkable
    Accessible.checked: button.on

    background: Rectangle {
        radius: Look.radius
        color: button.on ? Look.jade : button.pressed ? Look.pressed : Look.card
        border.color: Look.hairline
        border.width: button.on ? 0 : Look.hair
    }
    contentItem: PushLabel {
        id: label

        drawing: button.on ? "check" : button.drawing
        lines: button.lines
        size: Look.named(Look.large ? Look.length(40) : Look.body)
        iconSize: Look.length(Look.large ? 56 : 48)
        below: button.below
        ink: button.ink
        textInk: button.on ? Look.inkOnJade : Look.ink
        secondInk: button.on ? Look.inkOnJade : Look.quiet
    }
}
