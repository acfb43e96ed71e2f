import QtQuick
import Lobby

// The page below a card, dimmed: it neither moves nor answers, and a touch beside the card puts that away.
Rectangle {
    id: shade

    required property Item card

    signal dismissed

    color: Look.shade

    MouseArea {
        anchors.fill: parent
        // A finger that slid onto the card meant the card.
        onClicked: mouse => {
            if (!shade.card.contains(shade.mapToItem(shade.card, mouse.x, mouse.y)))
                shade.dismissed();
        }
    }
}
