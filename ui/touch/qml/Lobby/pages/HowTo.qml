import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Nothing is picked yet: what a customer may like to know, in a few quiet lines.
ColumnLayout {
    id: howTo

    // Short of room: the first line only.
    required property bool terse

    Item {
        Layout.fillHeight: true
    }
    GridLayout {
        columns: Look.wide || Look.large || howTo.terse ? 1 : 2
        columnSpacing: Look.gap
        rowSpacing: Look.gap
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: howTo.terse ? ["home.several"] : ["home.several", "home.no_id"]

            IconLine {
                required property string modelData

                icon: "check"
                lines: [Lobby.say(modelData, Lobby.language), Lobby.say(modelData, Lobby.otherLanguage)]
                ink: Look.quiet
                Layout.fillWidth: true
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }
}
