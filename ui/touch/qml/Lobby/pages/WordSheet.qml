import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// One calm word: a form that is known, a code that is not, or that it was tried too often. What was typed
// can be typed anew.
Sheet {
    id: sheet

    readonly property string says: Lobby.revisit.retypes ? "revisit.retype" : "panel.done"

    icon: Lobby.revisit.icon
    title: Lobby.revisit.title
    words: Lobby.revisit.words
    preferred: close
    onDismissed: Lobby.revisit.close()
    answers: [
        ChoiceButton {
            objectName: "revisitHelp"
            drawing: "help"
            lines: [Lobby.say("help.ask", Lobby.language), Lobby.say("help.ask", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.askHelp()
        },
        ChoiceButton {
            id: close

            objectName: "revisitClose"
            primary: true
            lines: [Lobby.say(sheet.says, Lobby.language), Lobby.say(sheet.says, Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.retypes ? Lobby.revisit.retype() : Lobby.revisit.close()
        }
    ]
}
