import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// The number, as wide as its card allows, and what it is for.
ColumnLayout {
    id: block

    // So many steps smaller, where there is little room.
    property int less: 0
    readonly property bool second: !Look.large && block.less === 0

    spacing: 0

    Words {
        key: "panel.your_number"
        size: Look.lessened(Look.lead, block.less)
        showSecond: block.second
        ink: Look.quiet
        align: Text.AlignHCenter
        Layout.fillWidth: true
    }
    T.Label {
        objectName: "number"
        text: Lobby.panel.number
        color: Look.ink
        font.bold: true
        font.pixelSize: Look.length(Look.wide ? 260 : 300)
        fontSizeMode: Text.Fit
        minimumPixelSize: Look.head
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Layout.fillWidth: true
        Layout.fillHeight: true
        topPadding: -Math.round(font.pixelSize * 0.17)
        bottomPadding: topPadding
        Layout.minimumHeight: Look.length(Look.down(160, block.less))
        Layout.preferredHeight: Look.down(Look.wide && Look.large ? Look.length(180) : Math.round(font.pixelSize * 1.06), block.less)
    }
    Bilingual {
        lines: Lobby.panel.services
        size: Look.lessened(Look.large && Look.wide ? Look.body : Look.lead, block.less)
        bold: true
        align: Text.AlignHCenter
        maximumLines: 3
        showSecond: block.second
        Layout.fillWidth: true
    }
}
