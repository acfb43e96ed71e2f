import QtQuick
import Lobby.Backend

// What slides over the page: the ticket, an answer, or the question whether somebody is still there.
// Each is made when it is needed, and gone with the customer it was for.
Item {
    id: overlay

    readonly property bool busy: panel.active || revisit.active || tongues.active || answer.active || still.active

    Loader {
        id: panel

        anchors.fill: parent
        active: Lobby.panel.shown
        enabled: !revisit.active && !answer.active && !still.active
        sourceComponent: TicketCard {}
    }
    Loader {
        id: revisit

        anchors.fill: parent
        active: Lobby.revisit.step !== ""
        enabled: !answer.active && !still.active
        sourceComponent: RevisitSheets {}
    }
    Loader {
        id: tongues

        anchors.fill: parent
        active: Lobby.tongues.choosing
        enabled: !answer.active && !still.active
        sourceComponent: LanguageSheet {}
    }
    Loader {
        id: answer

        anchors.fill: parent
        active: Lobby.answer.shown
        enabled: !still.active
        sourceComponent: AnswerSheet {}
    }
    Loader {
        id: still

        anchors.fill: parent
        active: Lobby.asking
        sourceComponent: StillThere {}
    }
}
