pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The cards of one page; they share all the room there is, in as many columns as make them largest.
GridLayout {
    id: grid

    readonly property int count: cards.count

    columns: {
        let best = 1;
        for (const columns of [2, 3, 4].filter(each => each <= grid.count))
            if (grid.ease(columns) > grid.ease(best))
                best = columns;
        return best;
    }
    columnSpacing: Look.gap
    rowSpacing: Look.gap
    uniformCellWidths: true
    uniformCellHeights: true

    // All cards name themselves in the second language, or none does: a sentence is worth more.
    readonly property bool echoes: !grid.children.some(each => each instanceof ServiceCard && each.crowded)

    // How well a card can be read in so many columns: both its sides count, the shorter one decides; no gaps.
    function ease(columns: int): real {
        const rows = Math.ceil(grid.count / columns);
        const width = (grid.width - (columns - 1) * grid.columnSpacing) / columns;
        const height = (grid.height - (rows - 1) * grid.rowSpacing) / rows;
        const full = grid.count / (rows * columns);
        return full * (Look.large ? Math.min(width / 560, height / 170) : Math.min(width / 300, height / 180));
    }

    Repeater {
        id: cards

        model: Lobby.cards

        ServiceCard {
            id: service

            required property string cardId
            required property list<string> name

            objectName: "card-" + service.cardId
            lines: service.name
            echoes: grid.echoes
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Look.length(420) * Look.scale
            Layout.alignment: Qt.AlignTop
            onClicked: Lobby.pick(service.cardId)
        }
    }
}
