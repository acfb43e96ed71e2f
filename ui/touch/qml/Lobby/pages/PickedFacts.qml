import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// The picked services: names and a sentence; beside or below them the time it takes and the papers to bring.
GridLayout {
    id: facts

    // So many of the smallest lines there is the height for.
    readonly property real lines: facts.height / Look.line(Look.least)
    // Under a banner a low screen leaves the facts three.
    readonly property bool tight: Look.low && facts.lines < 5
    // What to bring for several services is worth more than their names in large letters.
    readonly property bool full: !Look.low && Lobby.basket.count > 1 && (Look.wide ? Lobby.door.banner.length > 0 : Look.large)
    readonly property int size: facts.tight ? Look.least : Look.named(Look.low && !Look.wide && !(Look.large && facts.beside) ? Look.lead : Look.large ? Look.note : Look.body)
    // What is worth more than the sentence about the service.
    readonly property bool limited: Lobby.limitNote.length > 0
    readonly property var note: facts.limited ? Lobby.limitNote : Lobby.basket.forms
    // Large letters stand one below the other where there is the height for them.
    readonly property bool beside: Look.wide ? Look.low : !Look.large || Look.low && facts.lines < 14

    columns: facts.beside ? 2 : 1
    columnSpacing: Look.gap
    rowSpacing: Look.wide ? Look.small : Look.tiny
    uniformCellWidths: true

    ColumnLayout {
        spacing: Look.tiny
        Layout.fillWidth: true
        // Each wants the width that it was given: two of odd widths would never come to rest.
        Layout.preferredWidth: 1
        Layout.alignment: Qt.AlignTop

        Bilingual {
            objectName: "picked"
            // That no more can be picked says how many are, and large letters need the line for the papers.
            visible: !(Look.large && facts.limited)
            lines: Lobby.basket.names
            size: Look.named(facts.tight || facts.full ? Look.note : (Look.wide || Look.low) && !Look.large ? Look.title : Look.lead)
            bold: true
            maximumLines: Look.low && !Look.wide ? 3 : 2
            showSecond: !Look.large && Lobby.basket.count === 1
            Layout.fillWidth: true
        }
        Bilingual {
            // Large letters leave room for the time itself, not for a sentence about it.
            visible: (!Look.large || Look.low && facts.lines >= 7) && !facts.tight && facts.note.length === 0
            lines: Lobby.basket.summary
            size: facts.size
            ink: Look.quiet
            showSecond: false
            maximumLines: 4
            Layout.fillWidth: true
        }
        IconLine {
            objectName: "pickedNote"
            visible: facts.note.length > 0
            icon: facts.limited ? "warning" : "papers"
            lines: facts.note
            size: facts.size
            ink: facts.limited ? Look.amber : Look.ink
            mark: facts.limited ? Look.amber : Look.jade
            bold: true
            showSecond: false
            Layout.fillWidth: true
        }
    }
    ColumnLayout {
        spacing: Look.tiny
        Layout.fillWidth: true
        Layout.preferredWidth: 1
        Layout.fillHeight: true
        Layout.alignment: Qt.AlignTop

        IconLine {
            visible: lines.length > 0
            icon: "clock"
            lines: Lobby.basket.wait
            size: facts.size
            bold: true
            showSecond: false
            Layout.fillWidth: true
        }
        // The papers take the room that is left, and shrink into it.
        Item {
            id: rest

            Layout.fillWidth: true
            Layout.fillHeight: true

            Icon {
                id: sheet

                visible: papers.visible
                anchors.left: parent.left
                name: "papers"
                size: Math.round(facts.size * 1.3)
            }
            T.Label {
                id: papers

                visible: text !== "" && rest.height >= Look.line(Look.least)
                anchors.left: sheet.right
                anchors.leftMargin: Look.small
                anchors.right: parent.right
                height: rest.height
                text: Lobby.basket.papers[0] ?? ""
                color: Look.ink
                font.pixelSize: facts.size
                fontSizeMode: Text.Fit
                minimumPixelSize: Look.least
                wrapMode: Text.Wrap
                elide: Text.ElideRight
                lineHeight: 1 - Look.lineSlack
                topPadding: -Math.round(facts.size * Look.lineSlack)
            }
        }
    }
}
