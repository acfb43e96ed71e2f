import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The kiosk's answer to a press that gives no ticket: help is coming, where else, or why not now.
Sheet {
    id: sheet

    icon: Lobby.answer.icon
    title: Lobby.answer.title
    words: Lobby.answer.words
    tight: Look.large || Look.wide && Lobby.answer.place.length > 0
    preferred: close
    onDismissed: Lobby.closeAnswer()
    answers: [
        ChoiceButton {
            objectName: "answerHelp"
            visible: Lobby.answer.offersHelp
            drawing: "help"
            lines: [Lobby.say("help.ask", Lobby.language), Lobby.say("help.ask", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.askHelp()
        },
        ChoiceButton {
            objectName: "answerCancel"
            visible: Lobby.answer.helpAsked
            lines: [Lobby.say("help.cancel", Lobby.language), Lobby.say("help.cancel", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.cancelHelp()
        },
        ChoiceButton {
            id: close

            objectName: "answerClose"
            primary: true
            lines: [Lobby.say("panel.done", Lobby.language), Lobby.say("panel.done", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.closeAnswer()
        }
    ]

    Card {
        visible: Lobby.answer.place.length > 0
        color: Look.jadeTint
        border.width: 0
        implicitHeight: place.implicitHeight + 2 * Look.gap
        Layout.fillWidth: true

        RowLayout {
            id: place

            anchors.fill: parent
            anchors.margins: Look.gap
            spacing: Look.gap

            Icon {
                name: Lobby.answer.mark
                size: Look.length(88)
            }
            Bilingual {
                lines: Lobby.answer.place
                size: Look.named(Look.lead)
                bold: true
                maximumLines: 4
                Layout.fillWidth: true
            }
        }
    }
}
