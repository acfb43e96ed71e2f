pragma ComponentBehavior: Bound
import QtQuick
import Lobby.Backend

// What slides over the page: the ticket, an answer, or the question whether somebody is still there.
// Each is made when it is needed, and gone with the customer it was for.
Item {
    id: overlay

    readonly property bool busy: overlay.uppermost !== null

    // What was opened last lies on top, and it alone answers.
    property list<Item> open: []

    // What is on top takes the focus as it is made; only then what it covers ceases to answer, and so finds
    // the focus where it was.
    property Item uppermost: null

    function order(layer: Layer) {
        const others = [...overlay.open].filter(each => each !== layer);
        overlay.open = layer.wanted ? [...others, layer] : others;
        layer.active = layer.wanted;
        overlay.uppermost = overlay.open[overlay.open.length - 1] ?? null;
    }

    component Layer: Loader {
        id: layer

        required property bool wanted

        anchors.fill: parent
        active: false
        z: overlay.open.indexOf(layer)
        enabled: layer.z >= overlay.open.indexOf(overlay.uppermost)
        onWantedChanged: overlay.order(layer)
    }

    Layer {
        wanted: Lobby.panel.shown
        sourceComponent: TicketCard {}
    }
    Layer {
        wanted: Lobby.revisit.step !== ""
        sourceComponent: RevisitSheets {}
    }
    Layer {
        wanted: Lobby.tongues.choosing
        sourceComponent: LanguageSheet {}
    }
    Layer {
        wanted: Lobby.answer.shown
        sourceComponent: AnswerSheet {}
    }
    Layer {
        wanted: Lobby.asking
        sourceComponent: StillThere {}
    }
}
