import QtQuick
import Lobby

// A line of a leaf: words, and what they come to at the end.
Item {
    id: line

    objectName: "leafLine"

    required property list<string> words
    required property list<string> value
    property int size: Look.named(Look.lead)
    property int maximumLines: 1
    property real share: 0.58
    property bool showSecond: !Look.large
    property int spare: Look.small

    readonly property bool isWhole: line.value.length === 0

    implicitHeight: Math.max(words.height, value.height) + line.spare + Look.hair

    Bilingual {
        id: words

        anchors.left: parent.left
        width: line.isWhole ? line.width : Math.round(line.width * line.share) - Look.gap
        lines: line.words
        size: line.size
        maximumLines: line.maximumLines
        showSecond: line.showSecond
        fit: line.maximumLines === 1
    }
    Bilingual {
        id: value

        visible: !line.isWhole
        anchors.right: parent.right
        width: Math.round(line.width * (1 - line.share))
        lines: line.value
        size: line.size
        ink: Look.jade
        bold: true
        fit: true
        align: Text.AlignRight
        showSecond: line.showSecond
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Look.hair
        color: Look.hairline
    }
}
