import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Nobody is there: the waits now, each a way to its ticket, and a leaf of what the branch has to tell.
// Nothing moves. A touch anywhere goes home; one on a service picks it there, so that no tap is lost.
Item {
    id: rest

    MouseArea {
        anchors.fill: parent
        onPressed: FrontPanel.wake()
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.margin
        anchors.topMargin: Look.roomy
        anchors.bottomMargin: Look.gap
        spacing: Look.gap

        Greeting {
            lines: [Lobby.say("rest.touch", Lobby.language), Lobby.say("rest.touch", Lobby.otherLanguage)]
            Layout.fillWidth: true
        }
        Banner {
            Layout.fillWidth: true
        }
        GridLayout {
            columns: Look.wide ? 2 : 1
            columnSpacing: Look.gap
            rowSpacing: Look.gap
            uniformCellWidths: true
            Layout.fillWidth: true
            Layout.fillHeight: true

            GridLayout {
                id: waits

                columns: services.count > 6 ? 2 : 1
                columnSpacing: Look.small
                rowSpacing: Look.small
                uniformCellWidths: true
                uniformCellHeights: true
                Layout.fillWidth: true
                Layout.fillHeight: Look.wide

                Repeater {
                    id: services

                    model: Lobby.cards

                    RestService {
                        id: service

                        required property string cardId

                        objectName: "rest-" + service.cardId
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        onClicked: {
                            FrontPanel.wake();
                            Lobby.pick(service.cardId);
                        }
                    }
                }
            }
            LeafCard {
                visible: FrontPanel.leaf.count > 0
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
}
