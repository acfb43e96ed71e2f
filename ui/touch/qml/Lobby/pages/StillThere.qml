import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Nobody has touched the screen for a while: more time, or the start.
Sheet {
    id: still

    icon: "clock"
    title: [Lobby.say("idle.still_there", Lobby.language), Lobby.say("idle.still_there", Lobby.otherLanguage)]
    words: Lobby.secondsLeft
    preferred: more
    onDismissed: Lobby.stay()
    answers: [
        ChoiceButton {
            objectName: "end"
            Layout.fillWidth: true
            lines: [Lobby.say("idle.end", Lobby.language), Lobby.say("idle.end", Lobby.otherLanguage)]
            onClicked: Lobby.leave()
        },
        ChoiceButton {
            id: more

            objectName: "continue"
            primary: true
            Layout.fillWidth: true
            lines: [Lobby.say("idle.continue", Lobby.language), Lobby.say("idle.continue", Lobby.otherLanguage)]
            onClicked: Lobby.stay()
        }
    ]
}
