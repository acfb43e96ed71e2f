pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// What the box sees of network and clock, and how to set either.
Item {
    id: network

    ColumnLayout {
        anchors.fill: parent
        visible: FirstStart.changing === ""
        spacing: Look.wide ? Look.tiny : Look.gap

        Words {
            visible: FirstStart.rows.length === 0
            key: "setup.busy"
            size: Look.lead
            Layout.fillWidth: true
        }
        Repeater {
            model: FirstStart.rows

            SeenRow {
                Layout.fillWidth: true
            }
        }
        Item {
            Layout.fillHeight: true
        }
        GridLayout {
            columns: Look.wide ? 3 : 1
            columnSpacing: Look.gap
            rowSpacing: Look.small
            uniformCellWidths: true
            Layout.fillWidth: true

            Repeater {
                model: [["lookAgain", "setup.look_again"], ["changeNetwork", "setup.network_change"], ["changeClock", "setup.clock_change"]]

                ChoiceButton {
                    required property var modelData

                    objectName: modelData[0]
                    ready: !FirstStart.busy
                    lines: [Lobby.say(modelData[1], Lobby.language), Lobby.say(modelData[1], Lobby.otherLanguage)]
                    Layout.fillWidth: true
                    onClicked: modelData[0] === "lookAgain" ? FirstStart.lookAgain() : FirstStart.open(modelData[0] === "changeClock" ? "clock" : "network")
                }
            }
        }
    }
    NetworkFields {
        anchors.fill: parent
        visible: FirstStart.changing !== ""
    }
}
