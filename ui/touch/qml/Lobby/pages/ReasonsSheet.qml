pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Why, if the customer likes to say so; whether a manager shall come now; and off it goes.
Sheet {
    id: sheet

    title: Lobby.revisit.title
    preferred: send
    widest: Look.wide ? 1400 : 1000
    tight: Look.large || Look.low || Look.wide
    onDismissed: Lobby.revisit.back()
    answers: [
        ChoiceButton {
            objectName: "revisitBack"
            lines: [Lobby.say("home.back", Lobby.language), Lobby.say("home.back", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.back()
        },
        ChoiceButton {
            id: send

            objectName: "revisitSend"
            primary: true
            lines: [Lobby.say("rating.send", Lobby.language), Lobby.say("rating.send", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.send()
        }
    ]

    GridLayout {
        columns: Look.wide ? 3 : 2
        columnSpacing: Look.between
        rowSpacing: Look.between
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: Lobby.revisit.reasons

            ToggleChip {
                required property string modelData
                required property int index

                objectName: "reason-" + modelData
                on: Lobby.revisit.picked.includes(modelData)
                lines: [Lobby.revisit.reasonNames[index] ?? "", Lobby.revisit.reasonOtherNames[index] ?? ""]
                Layout.fillWidth: true
                onClicked: Lobby.revisit.pickReason(modelData)
            }
        }
    }
    ToggleChip {
        objectName: "revisitManager"
        drawing: "staff"
        on: Lobby.revisit.callManager
        lines: [Lobby.say("rating.manager", Lobby.language), Lobby.say("rating.manager", Lobby.otherLanguage)]
        Layout.fillWidth: true
        onClicked: Lobby.revisit.toggleManager()
    }
    Words {
        visible: !(Look.large && Look.wide) && !Look.low
        key: "rating.privacy"
        size: Look.named(Look.large ? Look.length(30) : Look.note)
        ink: Look.quiet
        showSecond: false
        maximumLines: 6
        Layout.fillWidth: true
    }
}
