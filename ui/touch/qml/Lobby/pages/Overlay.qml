import QtQuick
import Lobby.Backend

// What slides over the page: the ticket, an answer, or the question whether somebody is still there.
// Each is made when it is needed, and gone with the customer it was for.
Item {
    id: overlay

    readonly property bool busy: panel.active || answer.active || still.active

    Loader {
        id: panel

        anchors.fill: parent
        active: Lobby.panel.shown
        enabled: !answer.active && !still.active
        sourceComponent: TicketCard {}
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
