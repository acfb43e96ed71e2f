import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The ticket on the screen, made like the paper that comes out: number, where, how long, what to bring.
Item {
    id: panel

    readonly property real rest: Look.low ? panel.height - card.height - Look.gap : Math.max(Look.small, (panel.height - card.height) / 2)

    readonly property int edge: Look.length(Look.flat ? 20 : 40)

    // How far the card still has to rise.
    property real lift: 0

    // So many steps smaller are the letters of what would be too tall; without a second language from the first on.
    property int less: 0
    readonly property list<var> circumstances: [panel.width, panel.height, Look.large, Look.low, Lobby.panel.status, Lobby.panel.zone]

    Component.onCompleted: arrival.start()
    onCircumstancesChanged: {
        panel.less = 0;
        Qt.callLater(panel.fit);
    }

    // Only once all parts have found their size; while it is too tall it shows smaller as a whole.
    function fit() {
        if (body.implicitHeight > body.room && panel.less < 5)
            panel.less += 1;
    }

    Shade {
        anchors.fill: parent
        card: card
        // Where there may be no paper this is the only copy: a hand on the frame does not put it away.
        onDismissed: {
            if (!Lobby.panel.troubled)
                Lobby.closePanel();
        }
    }
    CoverCard {
        id: card

        objectName: "panel"
        width: Math.min(panel.width - 2 * Look.gap, Look.length(Look.wide ? 1560 : 920))
        height: Math.min(panel.height - 2 * Look.small, body.implicitHeight + 2 * panel.edge)
        x: (panel.width - width) / 2
        y: panel.rest + panel.lift
        Accessible.role: Accessible.AlertMessage
        Accessible.name: [Lobby.panel.number, Lobby.panel.zone[0] ?? "", Lobby.panel.status[0] ?? ""].join(", ")

        MouseArea {
            anchors.fill: parent
        }
        GridLayout {
            id: body

            readonly property real room: card.height - 2 * panel.edge

            x: panel.edge
            y: x
            width: card.width - 2 * x
            height: Math.max(body.room, body.implicitHeight)
            scale: body.room / height
            transformOrigin: Item.Top
            columns: Look.wide ? 2 : 1
            columnSpacing: Look.margin
            rowSpacing: Look.gap
            onImplicitHeightChanged: Qt.callLater(panel.fit)

            PanelNumber {
                less: panel.less
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
            }
            PanelWhere {
                less: panel.less
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignVCenter
            }
            PanelStatus {
                less: panel.less
                Layout.fillWidth: true
                Layout.fillHeight: Look.wide
                Layout.minimumHeight: implicitHeight
                Layout.preferredWidth: 1
            }
            PanelAnswers {
                Layout.fillWidth: true
                Layout.fillHeight: false
                Layout.preferredWidth: 1
            }
        }
    }
    NumberAnimation {
        id: arrival

        target: panel
        property: "lift"
        from: panel.height - panel.rest
        to: 0
        duration: Look.slide
        easing.type: Easing.OutCubic
    }
}
