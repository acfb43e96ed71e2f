pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Every language of the branch in its own script: whoever reads it finds it.
Sheet {
    id: sheet

    icon: "language"
    widest: Look.abreast ? 1500 : sheet.usual
    preferred: close
    onDismissed: Lobby.tongues.close()
    answers: [
        ChoiceButton {
            id: close

            objectName: "languagesClose"
            lines: [Lobby.say("home.back", Lobby.language), Lobby.say("home.back", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.tongues.close()
        }
    ]

    GridLayout {
        columns: Look.abreast ? 4 : Look.wide || Look.low || Lobby.tongues.codes.length > 4 ? 2 : 1
        columnSpacing: Look.gap
        rowSpacing: Look.gap
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: Lobby.tongues.codes

            ChoiceButton {
                required property string modelData

                objectName: "language-" + modelData
                primary: modelData === Lobby.language
                drawing: primary ? "check" : ""
                lines: [Lobby.tongues.named(modelData)]
                size: Look.title
                Layout.fillWidth: true
                Layout.preferredHeight: Look.length(120)
                onClicked: Lobby.tongues.choose(modelData)
            }
        }
    }
}
