pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// A number or a code is typed, by the keys on the screen or by those of a keyboard.
Sheet {
    id: sheet

    // Short of height: the keys in rows of six, or all in one.
    readonly property bool flat: Look.wide || Look.low || Look.large
    readonly property bool spells: Lobby.revisit.step === "number" && (!sheet.flat || Lobby.revisit.typed === "")

    // What is asked for now: a keyboard types it at once, wherever it stood before.
    readonly property string asked: Lobby.revisit.step

    onAskedChanged: Qt.callLater(sheet.forceActiveFocus)
    Component.onCompleted: Qt.callLater(sheet.forceActiveFocus)
    title: Lobby.revisit.title
    words: Look.large && Look.wide ? [] : Lobby.revisit.words
    preferred: next
    widest: Look.abreast ? 1700 : 1000
    tight: sheet.flat
    onDismissed: Lobby.revisit.back()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            Lobby.revisit.erase();
        else if (event.text !== "")
            Lobby.revisit.press(event.text);
    }
    answers: [
        ChoiceButton {
            objectName: "revisitBack"
            lines: [Lobby.say("home.back", Lobby.language), Lobby.say("home.back", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.back()
        },
        ChoiceButton {
            id: next

            objectName: "revisitNext"
            primary: true
            ready: Lobby.revisit.ready
            lines: [Lobby.say("revisit.next", Lobby.language), Lobby.say("revisit.next", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: Lobby.revisit.confirm()
        }
    ]

    Card {
        color: Look.jadeTint
        border.width: 0
        implicitHeight: Look.length(sheet.flat ? 96 : 128)
        Layout.fillWidth: true

        T.Label {
            objectName: "typed"
            anchors.centerIn: parent
            text: Lobby.revisit.typed
            color: Look.ink
            font.pixelSize: Math.min(Look.head, Math.round(parent.height * 0.66))
            font.bold: true
            font.letterSpacing: Look.tiny
            Accessible.name: Lobby.say("revisit.typed", Lobby.language) + " " + text.split("").join(" ")
        }
    }
    GridLayout {
        // Keys stand as on every telephone, whatever side the words begin on.
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        visible: sheet.spells
        // No letter stands alone in a second row.
        columns: Math.ceil(Lobby.revisit.letters.length / Math.ceil(Lobby.revisit.letters.length / (Look.wide ? 8 : 6)))
        columnSpacing: Look.between
        rowSpacing: Look.between
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: Lobby.revisit.letters

            KeyButton {
                required property string modelData

                objectName: "key-" + letter
                letter: modelData
                ready: Lobby.revisit.live.includes(letter)
                Layout.fillWidth: true
                onClicked: Lobby.revisit.press(letter)
            }
        }
    }
    GridLayout {
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true
        visible: !(sheet.flat && sheet.spells)
        columns: Look.abreast ? 12 : sheet.flat ? 6 : 3
        columnSpacing: Look.between
        rowSpacing: Look.between
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]

            KeyButton {
                required property string modelData

                objectName: "key-" + letter
                letter: modelData
                ready: Lobby.revisit.live.includes(letter)
                Layout.fillWidth: true
                onClicked: Lobby.revisit.press(letter)
            }
        }
        KeyButton {
            objectName: "keyErase"
            letter: ""
            drawing: "erase"
            lines: [Lobby.say("revisit.erase", Lobby.language), Lobby.say("revisit.erase", Lobby.otherLanguage)]
            ready: Lobby.revisit.typed !== ""
            Layout.columnSpan: 2
            Layout.fillWidth: true
            onClicked: Lobby.revisit.erase()
        }
    }
}
