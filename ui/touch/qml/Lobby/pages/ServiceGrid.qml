import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The cards of one page; they share all the room there is.
GridLayout {
    id: grid

    readonly property int count: cards.count

    columns: {
        if (Look.low)
            return Math.min(3, Math.max(1, grid.count));
        if (Look.large || grid.count <= 3)
            return Look.wide && !Look.large ? Math.max(1, grid.count) : 1;
        return !Look.wide ? 2 : grid.count <= 6 || grid.count === 9 ? 3 : 4;
    }
    columnSpacing: Look.gap
    rowSpacing: Look.gap
    uniformCellWidths: true
    uniformCellHeights: true

    Repeater {
        id: cards

        model: Lobby.cards

        ServiceCard {
            id: service

            required property string cardId
            required property list<string> name

            objectName: "card-" + service.cardId
            lines: service.name
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Look.length(420) * Look.scale
            Layout.alignment: Qt.AlignTop
            onClicked: Lobby.pick(service.cardId)
        }
    }
}
