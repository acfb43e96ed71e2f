import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// Where a ticket stands in the queue; it goes by itself, and says so before.
Sheet {
    id: sheet

    title: Lobby.revisit.title
    preferred: close
    tight: Look.wide || Look.large
    onDismissed: Lobby.revisit.close()
    answers: [
        ChoiceButton {
            objectName: "revisitJudgeYet"
            visible: Lobby.revisit.judgesYet
            lines: [Lobby.say("rating.served_yet", Lobby.language), Lobby.say("rating.served_yet", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.judgeYet()
        },
        ChoiceButton {
            id: close

            objectName: "revisitClose"
            primary: true
            lines: [Lobby.say("panel.done", Lobby.language), Lobby.say("panel.done", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.close()
        }
    ]

    T.Label {
        objectName: "placeNumber"
        text: Lobby.revisit.number
        color: Look.ink
        font.bold: true
        font.pixelSize: Look.length(Look.flat ? 88 : Look.wide ? 104 : 220)
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Look.head
        horizontalAlignment: Text.AlignHCenter
        topPadding: -Math.round(font.pixelSize * 0.17)
        bottomPadding: topPadding
        Layout.fillWidth: true
    }
    Bilingual {
        objectName: "placeWords"
        visible: Lobby.revisit.words.length > 0
        lines: Lobby.revisit.words
        size: Look.named(Look.lead)
        bold: true
        ink: Look.jade
        align: Text.AlignHCenter
        Layout.fillWidth: true
    }
    IconLine {
        objectName: "placeZone"
        visible: Lobby.revisit.zone.length > 0
        icon: Lobby.revisit.arrow
        lines: Lobby.revisit.zone
        size: Look.named(Look.lead)
        bold: true
        Layout.fillWidth: true
    }
    IconLine {
        objectName: "placeAhead"
        visible: Lobby.revisit.ahead.length > 0
        icon: "people"
        lines: Lobby.revisit.ahead
        size: Look.named(Look.lead)
        bold: true
        Layout.fillWidth: true
    }
    IconLine {
        objectName: "placeWait"
        visible: Lobby.revisit.wait.length > 0
        icon: "clock"
        lines: Lobby.revisit.wait
        size: Look.named(Look.lead)
        bold: true
        Layout.fillWidth: true
    }
    // It has its room from the beginning: nothing moves when it comes. Aloud it is said once, not counted.
    T.Label {
        objectName: "leaving"
        opacity: Lobby.secondsLeft.length > 0 ? 1 : 0
        text: [Lobby.secondsLeft[0] ?? "", Lobby.say("panel.keep", Lobby.language)].join(" · ")
        color: Look.quiet
        font.pixelSize: Look.wide ? Look.least : Look.named(Look.note)
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        Accessible.name: Lobby.say("panel.keep", Lobby.language)
        Layout.fillWidth: true
    }
}
