pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Nothing is picked yet: what a customer may like to know before.
Item {
    id: howTo

    // Short of room: the first lines only.
    required property bool terse

    readonly property bool formed: Lobby.basket.forms.length > 0
    readonly property var told: ["home.steps", "home.letter", "home.several", "home.no_id"]
    readonly property int room: howTo.terse ? 1 : Look.large ? 2 : 4

    implicitHeight: hints.implicitHeight

    GridLayout {
        id: hints

        anchors.left: parent.left
        anchors.right: parent.right
        y: Look.wide ? Look.small : Math.max(0, (parent.height - height) / 2)
        columns: Look.wide || Look.large ? 1 : 2
        columnSpacing: Look.gap
        rowSpacing: Look.wide ? Look.gap : Look.tiny
        uniformCellWidths: true

        Repeater {
            // A form that was shown stands before all of them.
            model: (howTo.formed ? ["basket.forms", ...howTo.told] : howTo.told).slice(0, howTo.room)

            IconLine {
                id: hint

                required property string modelData
                readonly property bool form: hint.modelData === "basket.forms"

                // Whatever there is no room for stays away.
                opacity: hints.y + hint.y + hint.height <= howTo.height + 1 ? 1 : 0
                icon: hint.form ? "papers" : modelData === "home.letter" ? "ticket" : "check"
                lines: hint.form ? Lobby.basket.forms : [Lobby.say(modelData, Lobby.language), Lobby.say(modelData, Lobby.otherLanguage)]
                ink: hint.form ? Look.ink : Look.quiet
                mark: hint.form ? Look.jade : hint.ink
                bold: hint.form
                showSecond: !Look.large && !howTo.terse
                size: Look.named(Look.wide && Look.large ? Look.note : Look.body)
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
            }
        }
    }
}
