import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The way back, and another copy where it makes sense.
RowLayout {
    id: answers

    spacing: Look.gap
    uniformCellSizes: true
    Component.onCompleted: done.stand()

    ChoiceButton {
        objectName: "reprint"
        visible: Lobby.panel.canReprint
        drawing: "printer"
        lines: [Lobby.say("panel.reprint", Lobby.language), Lobby.say("panel.reprint", Lobby.otherLanguage)]
        Layout.fillWidth: true
        onClicked: Lobby.reprint()
    }
    ChoiceButton {
        id: done

        objectName: "done"
        primary: true
        lines: [Lobby.say("panel.done", Lobby.language), Lobby.say("panel.done", Lobby.otherLanguage)]
        Layout.fillWidth: true
        onClicked: Lobby.closePanel()
    }
}
