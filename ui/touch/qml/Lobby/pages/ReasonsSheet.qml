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
    widest: Look.abreast ? 1700 : Look.wide ? 1400 : 1000
    aside: Look.abreast
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
        id: chips

        readonly property int count: Lobby.revisit.reasons.length

        // The manager has a row of his own; lowered, what is left of the last one, and there are no more than can be reached.
        columns: Look.low ? Math.max(2, Math.ceil((chips.count + 1) / (Look.wide ? 2 : 4))) : Look.wide ? 3 : 2
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
        ToggleChip {
            objectName: "revisitManager"
            drawing: "staff"
            on: Lobby.revisit.callManager
            lines: [Lobby.say("rating.manager", Lobby.language), Lobby.say("rating.manager", Lobby.otherLanguage)]
            Layout.columnSpan: chips.columns - (Look.low ? chips.count % chips.columns : 0)
            Layout.fillWidth: true
            onClicked: Lobby.revisit.toggleManager()
        }
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
