pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Where the printer is plugged in, or what kind it is: one of those there are.
ColumnLayout {
    id: choice

    readonly property bool kinds: FirstStart.changing === "profile"

    spacing: Look.gap

    Words {
        key: choice.kinds ? "setup.printer_profile" : "setup.printer_link"
        size: Look.named(Look.lead)
        bold: true
        Layout.fillWidth: true
    }
    Words {
        visible: !choice.kinds && FirstStart.links.length < 2
        key: "setup.printer_none"
        size: Look.named(Look.note)
        maximumLines: 4
        Layout.fillWidth: true
    }
    GridLayout {
        columns: Look.wide ? 2 : 1
        columnSpacing: Look.gap
        rowSpacing: Look.small
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: choice.kinds ? FirstStart.profiles : FirstStart.links

            ChoiceButton {
                required property string modelData
                required property int index
                readonly property bool chosen: modelData === (choice.kinds ? FirstStart.profile : FirstStart.link)

                objectName: "option-" + modelData
                drawing: chosen ? "check" : ""
                lines: [choice.kinds ? FirstStart.profileNames[index] ?? "" : modelData]
                size: Look.named(Look.body)
                Layout.fillWidth: true
                onClicked: choice.kinds ? FirstStart.chooseProfile(modelData) : FirstStart.chooseLink(modelData)
            }
        }
    }
    RowLayout {
        spacing: Look.gap
        uniformCellSizes: true
        Layout.fillWidth: true

        ChoiceButton {
            objectName: "lookAgain"
            ready: !FirstStart.busy
            lines: [Lobby.say("setup.look_again", Lobby.language), Lobby.say("setup.look_again", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: FirstStart.lookAgain()
        }
        ChoiceButton {
            objectName: "use"
            primary: true
            ready: !FirstStart.busy
            lines: [Lobby.say("setup.use", Lobby.language), Lobby.say("setup.use", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: FirstStart.usePrinter()
        }
    }
    Item {
        Layout.fillHeight: true
    }
}
