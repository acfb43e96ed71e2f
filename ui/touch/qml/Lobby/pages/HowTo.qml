pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Nothing is picked yet: the letters of the cards and what to bring for each; then how it is done.
Item {
    id: howTo

    // A panel beside the cards is narrow; all others are as wide as the screen.
    readonly property bool narrow: Look.wide && !Look.low
    readonly property int size: Look.named(!Look.low ? Look.note : Look.wide || Look.large ? Look.body : Look.lead)

    implicitHeight: all.implicitHeight

    GridLayout {
        id: all

        width: parent.width
        columns: Look.abreast ? 2 : 1
        columnSpacing: Look.margin
        rowSpacing: Look.small

        // Whatever there is no room for stays away.
        function fits(below: real): bool {
            return below <= howTo.height + 1;
        }

        ColumnLayout {
            id: before

            spacing: Look.small
            Layout.fillWidth: true
            Layout.preferredWidth: 2
            Layout.alignment: Qt.AlignTop

            // A form that was shown stands before all of them.
            IconLine {
                visible: Lobby.basket.forms.length > 0
                icon: "papers"
                lines: Lobby.basket.forms
                bold: true
                size: Look.named(Look.body)
                Layout.fillWidth: true
            }
            IconLine {
                icon: "ticket"
                lines: [Lobby.say("home.letter", Lobby.language), Lobby.say("home.letter", Lobby.otherLanguage)]
                showSecond: !Look.large && (howTo.narrow || Look.low)
                size: Math.max(howTo.size, Look.named(Look.body))
                Layout.fillWidth: true
            }
            Repeater {
                model: Lobby.papers

                PapersLine {
                    opacity: all.fits(before.y + y + height) ? 1 : 0
                    size: howTo.size
                    Layout.fillWidth: true
                }
            }
        }
        GridLayout {
            id: hints

            columns: Look.wide || Look.low ? 1 : 2
            columnSpacing: Look.gap
            rowSpacing: Look.low ? Look.small : Look.tiny
            uniformCellWidths: true
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            Layout.alignment: Qt.AlignTop

            Repeater {
                model: ["home.steps", "home.several", "home.no_id"]

                IconLine {
                    required property string modelData

                    opacity: all.fits(hints.y + y + height) ? 1 : 0
                    icon: "check"
                    lines: [Lobby.say(modelData, Lobby.language), Lobby.say(modelData, Lobby.otherLanguage)]
                    ink: Look.quiet
                    mark: Look.quiet
                    showSecond: Look.low && !Look.large
                    size: howTo.size
                    Layout.fillWidth: true
                    // A line wants the width that it was given: two of odd widths would never come to rest.
                    Layout.preferredWidth: 1
                    Layout.alignment: Qt.AlignTop
                }
            }
        }
    }
}
