import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The first administrator; with that it is over. A further kiosk of a branch has one already.
GridLayout {
    columns: Look.wide ? 2 : 1
    columnSpacing: Look.gap
    rowSpacing: Look.roomy

    ColumnLayout {
        spacing: Look.gap
        Layout.fillWidth: true
        Layout.preferredWidth: 2
        Layout.alignment: Qt.AlignTop

        Words {
            objectName: "administratorHow"
            key: FirstStart.hasAdministrator ? "setup.administrator_there" : "setup.administrator_how"
            size: Look.named(Look.note)
            showSecond: !Look.wide
            maximumLines: 4
            Layout.fillWidth: true
        }
        Field {
            visible: !FirstStart.hasAdministrator
            asks: "name"
            key: "setup.administrator_name"
            Layout.fillWidth: true
        }
        Field {
            visible: !FirstStart.hasAdministrator
            asks: "secret"
            key: "setup.administrator_secret"
            Layout.fillWidth: true
        }
        Field {
            visible: !FirstStart.hasAdministrator
            asks: "again"
            key: "setup.administrator_again"
            Layout.fillWidth: true
        }
    }
    TypingKeys {
        visible: !FirstStart.hasAdministrator
        letters: true
        rows: ["1234567890", "qwertyuiop", "asdfghjkl-", "zxcvbnm._!"]
        Layout.fillWidth: true
        Layout.preferredWidth: 3
        Layout.alignment: Qt.AlignTop
    }
    Item {
        Layout.fillHeight: true
        Layout.columnSpan: Look.wide ? 2 : 1
    }
}
