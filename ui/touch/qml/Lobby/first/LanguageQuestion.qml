pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// What the first start is said in.
GridLayout {
    columns: Look.wide ? 2 : 1
    columnSpacing: Look.gap
    rowSpacing: Look.gap
    uniformCellWidths: true

    Repeater {
        model: FirstStart.languages

        ChoiceButton {
            required property string modelData

            objectName: "language-" + modelData
            primary: modelData === FirstStart.language
            drawing: primary ? "check" : ""
            lines: [Lobby.say("language.name", modelData)]
            size: Look.title
            Layout.fillWidth: true
            Layout.preferredHeight: Look.length(160)
            Layout.alignment: Qt.AlignTop
            onClicked: FirstStart.speak(modelData)
        }
    }
    Item {
        Layout.fillHeight: true
        Layout.columnSpan: Look.wide ? 2 : 1
    }
    Hint {
        objectName: "page"
        drawing: "phone"
        lines: FirstStart.upload
        Layout.fillWidth: true
        Layout.columnSpan: Look.wide ? 2 : 1
    }
}
