import QtQuick
import QtQuick.Layouts
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
        size: Look.lead
        bold: true
        maximumLines: facts.terse ? 1 : 2
        showSecond: !Look.large && !facts.terse && Lobby.basket.count === 1
        Layout.fillWidth: true
    }
    Bilingual {
        visible: !facts.terse
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
    IconLine {
        visible: !facts.terse && lines.length > 0
        icon: "papers"
        lines: Lobby.basket.papers
        size: facts.size
        showSecond: false
        maximumLines: Look.wide ? 3 : 2
        Layout.fillWidth: true
    }
    Item {
        Layout.fillHeight: true
    }
}
