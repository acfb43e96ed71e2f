import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The ticket on the screen, made like the paper that comes out: number, where, how long, what to bring.
Item {
    id: panel

    readonly property real rest: Look.low ? panel.height - card.height - Look.gap : Math.max(Look.small, (panel.height - card.height) / 2)

    // How far the card still has to rise.
    property real lift: 0

    Component.onCompleted: arrival.start()

    Rectangle {
        anchors.fill: parent
        color: Look.shade

        MouseArea {
            objectName: "panelShade"
            anchors.fill: parent
            onClicked: Lobby.closePanel()
        }
    }
    CoverCard {
        id: card

        objectName: "panel"
        width: Math.min(panel.width - 2 * Look.gap, Look.length(Look.wide ? 1560 : 920))
        height: Math.min(panel.height - 2 * Look.small, body.implicitHeight + 2 * Look.length(40))
        x: (panel.width - width) / 2
        y: panel.rest + panel.lift
        Accessible.role: Accessible.AlertMessage
        Accessible.name: [Lobby.panel.number, Lobby.panel.zone[0] ?? "", Lobby.panel.status[0] ?? ""].join(", ")

        MouseArea {
            anchors.fill: parent
        }
        GridLayout {
            id: body

            // Whatever it has to say, all of it is seen: what is too tall shrinks as a whole.
            readonly property real room: card.height - 2 * Look.length(40)

            x: Look.length(40)
            y: x
            width: card.width - 2 * x
            height: Math.max(body.room, body.implicitHeight)
            scale: body.room / height
            transformOrigin: Item.Top
            columns: Look.wide ? 2 : 1
            columnSpacing: Look.margin
            rowSpacing: Look.gap

            PanelNumber {
                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 1
            }
            PanelWhere {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignVCenter
            }
            PanelStatus {
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
