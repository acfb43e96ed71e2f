import QtQuick
import Lobby
import Lobby.Backend

// One of the five answers: a drawn face with its words, beside it in a row or below it in a column.
Push {
    id: button

    required property int score
    property bool beside: !Look.wide

    padding: Look.small
    implicitHeight: button.beside ? Look.touch : face.y + face.height + Look.small + words.height + 2 * button.padding - Look.tiny

    background: Card {
        color: button.pressed ? Look.pressed : Look.card
        border.color: Look.jade
    }
    contentItem: Item {
        Icon {
            id: face

            name: `face-${button.score}`
            size: Look.length(button.beside ? 72 : Look.low ? 56 : 104)
            x: !button.beside ? (parent.width - width) / 2 : Lobby.tongues.mirrored ? parent.width - width - Look.small : Look.small
            y: button.beside ? (parent.height - height) / 2 : Look.tiny
        }
        Bilingual {
            id: words

            // What reading begins with is the face.
            readonly property real start: button.beside ? face.width + 2 * Look.gap : 0

            x: Lobby.tongues.mirrored ? 0 : words.start
            y: button.beside ? (parent.height - height) / 2 : face.height + Look.small
            width: parent.width - words.start
            lines: button.lines
            size: Look.named(button.beside ? Look.lead : Look.large ? Look.note : Look.body)
            bold: true
            fit: button.beside
            maximumLines: 2
            showSecond: !Look.large && (button.beside ? !Look.low : true)
            align: button.beside ? Text.AlignLeft : Text.AlignHCenter
            spoken: false
        }
    }
}
