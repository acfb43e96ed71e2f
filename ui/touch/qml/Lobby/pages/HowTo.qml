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
            model: ["home.steps", "home.letter", "home.several", "home.no_id"].slice(0, howTo.terse ? 1 : Look.large ? 2 : 4)

            IconLine {
                id: hint

                required property string modelData

                // Whatever there is no room for stays away.
                opacity: hints.y + hint.y + hint.height <= howTo.height + 1 ? 1 : 0
                icon: modelData === "home.letter" ? "ticket" : "check"
                lines: [Lobby.say(modelData, Lobby.language), Lobby.say(modelData, Lobby.otherLanguage)]
                ink: Look.quiet
                showSecond: !Look.large && !howTo.terse
                size: Look.named(Look.wide && Look.large ? Look.note : Look.body)
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
            }
        }
    }
}
