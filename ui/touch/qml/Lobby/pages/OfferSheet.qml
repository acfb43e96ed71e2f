import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// An appointment was found: early, on time or late, and what the ticket will be; then it is taken.
Sheet {
    id: sheet

    icon: Lobby.revisit.icon
    title: Lobby.revisit.title
    words: Lobby.revisit.words
    preferred: take
    onDismissed: Lobby.revisit.close()
    answers: [
        ChoiceButton {
            objectName: "revisitClose"
            lines: [Lobby.say("revisit.close", Lobby.language), Lobby.say("revisit.close", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.close()
        },
        ChoiceButton {
            id: take

            objectName: "revisitTake"
            primary: true
            drawing: "printer"
            ready: !Lobby.issuing
            lines: [Lobby.say("basket.take", Lobby.language), Lobby.say("basket.take", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.take()
        }
    ]

    Card {
        color: Look.jadeTint
        border.width: 0
        implicitHeight: service.implicitHeight + 2 * Look.gap
        Layout.fillWidth: true

        Bilingual {
            id: service

            objectName: "offerService"
            anchors.centerIn: parent
            width: parent.width - 2 * Look.gap
            lines: Lobby.revisit.service
            size: Look.named(Look.lead)
            bold: true
            align: Text.AlignHCenter
        }
    }
}
