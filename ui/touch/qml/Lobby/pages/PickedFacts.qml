import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// The picked services: names, a sentence, the time it takes and the papers to bring.
ColumnLayout {
    id: facts

    // Short of room: names and time only.
    required property bool terse

    readonly property int size: Look.wide && Look.large ? Look.note : Look.body

    spacing: Look.small

    Bilingual {
        objectName: "picked"
        lines: Lobby.basket.names
        size: Look.wide && Look.large ? Look.named(Look.lead) : Look.lead
        bold: true
        maximumLines: facts.terse ? 1 : 2
        showSecond: !Look.large && !facts.terse && Lobby.basket.count === 1
        Layout.fillWidth: true
    }
    Bilingual {
        // Large letters leave room for the time itself, not for a sentence about it.
        visible: !facts.terse && !(Look.wide && Look.large)
        lines: Lobby.basket.summary
        size: facts.size
        ink: Look.quiet
        showSecond: false
        maximumLines: 2
        Layout.fillWidth: true
    }
    IconLine {
        visible: Lobby.limitNote.length > 0
        icon: "warning"
        lines: Lobby.limitNote
        ink: Look.amber
        mark: Look.amber
        bold: true
        Layout.fillWidth: true
    }
    IconLine {
        visible: lines.length > 0 && !(facts.terse && Look.wide)
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
            name: "papers"
            size: Math.round(facts.size * 1.3)
        }
        T.Label {
            id: papers

            visible: !facts.terse && text !== "" && rest.height >= facts.size * 1.2
            x: sheet.width + Look.small
            width: rest.width - x
            height: rest.height
            text: Lobby.basket.papers[0] ?? ""
            color: Look.ink
            font.pixelSize: facts.size
            fontSizeMode: Text.Fit
            minimumPixelSize: Look.length(20)
            wrapMode: Text.Wrap
            elide: Text.ElideRight
            lineHeight: 1 - Look.lineSlack
            topPadding: -Math.round(facts.size * Look.lineSlack)
        }
    }
}
