pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// A keyboard on the screen: there may be none beside it.
ColumnLayout {
    id: keys

    required property list<string> rows
    property bool letters: false

    spacing: Look.tiny

    Repeater {
        model: keys.rows

        RowLayout {
            id: line

            required property string modelData

            spacing: Look.tiny
            uniformCellSizes: true
            Layout.fillWidth: true

            Repeater {
                model: line.modelData.split("")

                KeyButton {
                    required property string modelData

                    objectName: "key-" + modelData
                    letter: FirstStart.capital ? modelData.toUpperCase() : modelData
                    implicitWidth: Look.length(40)
                    implicitHeight: Look.length(Look.wide ? 84 : 104)
                    Layout.fillWidth: true
                    onClicked: FirstStart.type(letter)
                }
            }
        }
    }
    RowLayout {
        spacing: Look.tiny
        uniformCellSizes: true
        Layout.fillWidth: true

        KeyButton {
            objectName: "keyShift"
            visible: keys.letters
            letter: FirstStart.capital ? "⇧ ABC" : "⇧ abc"
            lines: [Lobby.say("setup.shift", Lobby.language), Lobby.say("setup.shift", Lobby.otherLanguage)]
            implicitHeight: Look.length(Look.wide ? 84 : 104)
            Layout.fillWidth: true
            onClicked: FirstStart.shift()
        }
        KeyButton {
            objectName: "keySpace"
            letter: "␣"
            lines: [Lobby.say("setup.space", Lobby.language), Lobby.say("setup.space", Lobby.otherLanguage)]
            implicitHeight: Look.length(Look.wide ? 84 : 104)
            Layout.fillWidth: true
            onClicked: FirstStart.type(" ")
        }
        KeyButton {
            objectName: "keyErase"
            letter: ""
            drawing: "erase"
            lines: [Lobby.say("setup.erase", Lobby.language), Lobby.say("setup.erase", Lobby.otherLanguage)]
            implicitHeight: Look.length(Look.wide ? 84 : 104)
            Layout.fillWidth: true
            onClicked: FirstStart.erase()
        }
    }
}
