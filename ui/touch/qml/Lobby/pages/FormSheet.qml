import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// A form was shown while a ticket is here: it goes with that one, or with one of its own.
Sheet {
    id: sheet

    icon: Lobby.revisit.icon
    title: Lobby.revisit.title
    words: Lobby.revisit.words
    preferred: join
    onDismissed: Lobby.revisit.close()
    answers: [
        ChoiceButton {
            objectName: "formApart"
            lines: [Lobby.say("revisit.form_apart", Lobby.language), Lobby.say("revisit.form_apart", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.apart()
        },
        ChoiceButton {
            id: join

            objectName: "formJoin"
            primary: true
            drawing: "ticket"
            lines: Lobby.revisit.joins
            Layout.fillWidth: true
            onClicked: Lobby.revisit.join()
        }
    ]
}
