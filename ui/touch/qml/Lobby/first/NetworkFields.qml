import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// An address or a time, typed on the screen.
GridLayout {
    id: fields

    readonly property bool clock: FirstStart.changing === "clock"

    columns: Look.wide ? 2 : 1
    columnSpacing: Look.gap
    rowSpacing: Look.gap
    uniformCellWidths: true

    ColumnLayout {
        spacing: Look.small
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop

        Field {
            visible: fields.clock
            asks: "time"
            key: "setup.clock_form"
            Layout.fillWidth: true
        }
        Field {
            visible: !fields.clock
            asks: "address"
            key: "setup.network_fixed"
            example: "192.168.1.20/24"
            Layout.fillWidth: true
        }
        Field {
            visible: !fields.clock
            asks: "gateway"
            key: "setup.network_gateway"
            Layout.fillWidth: true
        }
        Field {
            visible: !fields.clock
            asks: "names"
            key: "setup.network_names"
            Layout.fillWidth: true
        }
        Field {
            visible: !fields.clock
            asks: "clocks"
            key: "setup.network_clocks"
            Layout.fillWidth: true
        }
    }
    ColumnLayout {
        spacing: Look.gap
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop

        TypingKeys {
            rows: ["1234567890", fields.clock ? "-:" : "./:"]
            Layout.fillWidth: true
        }
        RowLayout {
            spacing: Look.gap
            uniformCellSizes: true
            Layout.fillWidth: true

            ChoiceButton {
                objectName: "networkGiven"
                visible: !fields.clock
                ready: !FirstStart.busy
                lines: [Lobby.say("setup.network_given", Lobby.language), Lobby.say("setup.network_given", Lobby.otherLanguage)]
                Layout.fillWidth: true
                onClicked: FirstStart.setNetwork(false)
            }
            ChoiceButton {
                objectName: "set"
                primary: true
                ready: !FirstStart.busy
                readonly property string key: fields.clock ? "setup.clock_set" : "setup.network_set"
                lines: [Lobby.say(key, Lobby.language), Lobby.say(key, Lobby.otherLanguage)]
                Layout.fillWidth: true
                onClicked: fields.clock ? FirstStart.setClock() : FirstStart.setNetwork(true)
            }
        }
    }
    Item {
        Layout.fillHeight: true
        Layout.columnSpan: Look.wide ? 2 : 1
    }
}
