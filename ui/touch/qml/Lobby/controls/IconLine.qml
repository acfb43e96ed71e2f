import QtQuick
import Lobby

// A fact with its mark: an icon, and two lines beside it.
Row {
    id: line

    required property string icon
    property bool turns: false
    required property list<string> lines
    property int size: Look.body
    property color ink: Look.ink
    property color mark: Look.jade
    property bool bold: false
    property int maximumLines: 2
    property bool showSecond: !Look.large
    property int iconSize: Math.round(line.size * 1.3)

    spacing: Look.small

    Icon {
        name: line.icon
        turns: line.turns
        ink: line.mark
        size: line.iconSize
    }
    Bilingual {
        width: line.width - line.spacing - line.iconSize
        lines: line.lines
        size: line.size
        ink: line.ink
        bold: line.bold
        maximumLines: line.maximumLines
        showSecond: line.showSecond
    }
}
