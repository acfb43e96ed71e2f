import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// How it was: five faces with their words, the best first.
Sheet {
    id: sheet

    // Both in one line would leave the last word alone in the next.
    readonly property string gap: Look.large && !Look.wide ? "\n" : " "

    // The number's letter would turn the line that begins with it.
    readonly property string side: Lobby.tongues.mirrored ? "\u200f" : ""

    title: [...Lobby.revisit.title.slice(0, 1).map(text => sheet.side + Lobby.revisit.number + sheet.gap + text), ...Lobby.revisit.title.slice(1)]
    preferred: best
    widest: Look.wide ? 1600 : 1000
    tight: Look.large || Look.low
    onDismissed: Lobby.revisit.close()
    answers: [
        ChoiceButton {
            objectName: "revisitClose"
            lines: [Lobby.say("revisit.close", Lobby.language), Lobby.say("revisit.close", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.close()
        }
    ]

    // The sheet of the reasons has no room for it then.
    Words {
        visible: Look.low || Look.large && Look.wide
        key: "rating.privacy"
        size: Look.named(Look.large && !Look.wide ? Look.length(30) : Look.note)
        ink: Look.quiet
        showSecond: false
        maximumLines: 6
        Layout.fillWidth: true
    }
    GridLayout {
        columns: Look.wide ? 5 : Look.low ? 2 : 1
        columnSpacing: Look.between
        rowSpacing: Look.between
        uniformCellWidths: true
        uniformCellHeights: true
        Layout.fillWidth: true

        FaceButton {
            id: best

            objectName: "face-5"
            score: 5
            lines: [Lobby.say("rating.very_satisfied", Lobby.language), Lobby.say("rating.very_satisfied", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.judge(score)
        }
        FaceButton {
            objectName: "face-4"
            score: 4
            lines: [Lobby.say("rating.satisfied", Lobby.language), Lobby.say("rating.satisfied", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.judge(score)
        }
        FaceButton {
            objectName: "face-3"
            score: 3
            lines: [Lobby.say("rating.fair", Lobby.language), Lobby.say("rating.fair", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.judge(score)
        }
        FaceButton {
            objectName: "face-2"
            score: 2
            lines: [Lobby.say("rating.dissatisfied", Lobby.language), Lobby.say("rating.dissatisfied", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.judge(score)
        }
        FaceButton {
            objectName: "face-1"
            score: 1
            lines: [Lobby.say("rating.very_dissatisfied", Lobby.language), Lobby.say("rating.very_dissatisfied", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.judge(score)
        }
    }
}
