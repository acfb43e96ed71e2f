import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// A line that is typed into by the keys below; touched, it is the one.
Push {
    id: field

    required property string asks
    required property string key
    property string example: ""

    readonly property bool here: FirstStart.focus === field.asks

    // Asked again whenever anything is typed.
    property string typed: ""

    function read() {
        field.typed = FirstStart.typed(field.asks);
    }

    objectName: "field-" + field.asks
    lines: [Lobby.say(field.key, Lobby.language), Lobby.say(field.key, Lobby.otherLanguage)]
    padding: Look.small
    tells: field.typed
    Component.onCompleted: field.read()
    onClicked: FirstStart.focusOn(field.asks)

    Connections {
        target: FirstStart

        function onChanged() {
            field.read();
        }
    }

    background: Rectangle {
        radius: Look.radius
        color: Look.card
        border.color: field.here ? Look.jade : Look.hairline
        border.width: field.here ? Look.bold : Look.hair
    }
    contentItem: ColumnLayout {
        spacing: 0

        Bilingual {
            lines: field.lines
            size: Look.least
            ink: Look.quiet
            showSecond: false
            spoken: false
            Layout.fillWidth: true
            Layout.leftMargin: Look.small
        }
        T.Label {
            text: field.typed + (field.here ? "▏" : "") || " "
            color: Look.ink
            font.pixelSize: Look.named(Look.lead)
            elide: Text.ElideLeft
            Accessible.ignored: true
            Layout.fillWidth: true
            Layout.leftMargin: Look.small

            T.Label {
                visible: field.typed === "" && !field.here && field.example !== ""
                text: field.example
                color: Look.quiet
                font.pixelSize: Look.named(Look.body)
                Accessible.ignored: true
            }
        }
    }
}
