import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// A ticket or an appointment: which of the two.
Sheet {
    id: sheet

    title: Lobby.revisit.title
    words: Lobby.revisit.scans ? [Lobby.say("revisit.scan", Lobby.language), Lobby.say("revisit.scan", Lobby.otherLanguage)] : []
    preferred: appointment
    onDismissed: Lobby.revisit.close()
    answers: [
        ChoiceButton {
            objectName: "revisitClose"
            lines: [Lobby.say("revisit.close", Lobby.language), Lobby.say("revisit.close", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.close()
        }
    ]

    ChoiceButton {
        id: appointment

        objectName: "revisitAppointment"
        drawing: "appointment"
        lines: [Lobby.say("revisit.appointment", Lobby.language), Lobby.say("revisit.appointment", Lobby.otherLanguage)]
        Layout.fillWidth: true
        Layout.preferredHeight: Look.length(136)
        onClicked: Lobby.revisit.choose("appointment")
    }
    ChoiceButton {
        objectName: "revisitTicket"
        drawing: "ticket"
        lines: [Lobby.say("revisit.ticket", Lobby.language), Lobby.say("revisit.ticket", Lobby.otherLanguage)]
        Layout.fillWidth: true
        Layout.preferredHeight: Look.length(136)
        onClicked: Lobby.revisit.choose("ticket")
    }
}
