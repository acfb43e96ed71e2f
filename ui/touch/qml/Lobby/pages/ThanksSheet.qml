import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// The verdict was kept: its reference number, and what happens now.
Sheet {
    id: sheet

    icon: Lobby.revisit.icon
    title: Lobby.revisit.title
    preferred: close
    tight: Look.large || Look.wide || Look.low
    widest: Look.wide ? 1400 : 1000
    onDismissed: Lobby.revisit.close()
    answers: [
        ChoiceButton {
            id: close

            objectName: "revisitClose"
            primary: true
            lines: [Lobby.say("panel.done", Lobby.language), Lobby.say("panel.done", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.close()
        }
    ]

    Card {
        color: Look.jadeTint
        border.width: 0
        implicitHeight: reference.implicitHeight + 2 * Look.gap
        Layout.fillWidth: true

        Column {
            id: reference

            anchors.centerIn: parent
            width: parent.width - 2 * Look.gap

            Words {
                width: parent.width
                key: "rating.reference"
                size: Look.named(Look.note)
                align: Text.AlignHCenter
                showSecond: false
            }
            T.Label {
                objectName: "reference"
                width: parent.width
                text: Lobby.revisit.reference
                color: Look.ink
                font.bold: true
                font.pixelSize: Look.head
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Look.note
                horizontalAlignment: Text.AlignHCenter
            }
        }
    }
    Bilingual {
        objectName: "nextSteps"
        lines: Lobby.revisit.words
        size: Look.named(Look.large && Look.wide ? Look.note : Look.body)
        showSecond: !Look.large && !Look.wide && !Look.low
        maximumLines: 8
        Layout.fillWidth: true
    }
}
