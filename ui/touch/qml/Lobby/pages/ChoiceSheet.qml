import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// A ticket or an appointment, or a form whose code can be typed: which of them.
Sheet {
    id: sheet

    // As high as there is room for all of them.
    readonly property int each: Math.max(Look.touch, Look.length(Look.wide ? 104 : 136))

    title: Lobby.revisit.title
    widest: Look.abreast ? 1500 : sheet.usual
    tight: Look.wide || Look.large
    words: Lobby.revisit.scans && !(Look.wide && Look.large) ? [Lobby.say("revisit.scan", Lobby.language), Lobby.say("revisit.scan", Lobby.otherLanguage)] : []
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

    GridLayout {
        columns: Look.abreast ? 3 : 1
        columnSpacing: Look.between
        rowSpacing: Look.flat ? Look.small : Look.gap
        uniformCellWidths: true
        Layout.fillWidth: true

        ChoiceButton {
            id: appointment

            objectName: "revisitAppointment"
            drawing: "appointment"
            lines: [Lobby.say("revisit.appointment", Lobby.language), Lobby.say("revisit.appointment", Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.preferredHeight: sheet.each
            onClicked: Lobby.revisit.choose("appointment")
        }
        ChoiceButton {
            objectName: "revisitTicket"
            drawing: "ticket"
            lines: [Lobby.say("revisit.ticket", Lobby.language), Lobby.say("revisit.ticket", Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.preferredHeight: sheet.each
            onClicked: Lobby.revisit.choose("ticket")
        }
        ChoiceButton {
            objectName: "revisitForm"
            visible: Lobby.revisit.typesForms
            drawing: "papers"
            lines: [Lobby.say("revisit.form_button", Lobby.language), Lobby.say("revisit.form_button", Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.preferredHeight: sheet.each
            onClicked: Lobby.revisit.choose("form")
        }
    }
}
