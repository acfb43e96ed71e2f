pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// The day in half hours: the higher the bar, the longer the wait; now is filled, and says so.
Item {
    id: chart

    readonly property int count: FrontPanel.leaf.bars.length
    readonly property real step: chart.count > 0 ? chart.width / chart.count : 0
    readonly property real room: chart.height - 2 * chart.line
    readonly property int line: Math.round(Look.note * 1.5)

    Repeater {
        model: chart.count

        Item {
            id: bar

            required property int index

            readonly property bool isNow: bar.index === FrontPanel.leaf.now
            readonly property real share: FrontPanel.leaf.bars[bar.index] ?? 0

            x: Math.round(bar.index * chart.step)
            width: Math.round(chart.step)
            height: chart.height

            Rectangle {
                id: block

                x: Look.tiny / 2
                y: chart.line + Math.round(chart.room - block.height)
                width: bar.width - Look.tiny
                height: Math.max(Look.bold, Math.round(chart.room * bar.share))
                radius: Look.bold
                color: bar.isNow ? Look.jade : Look.jadeTint
                border.color: Look.jade
                border.width: Look.hair
            }
            T.Label {
                visible: bar.isNow
                anchors.horizontalCenter: block.horizontalCenter
                anchors.bottom: block.top
                text: Lobby.say("peak.now", Lobby.language)
                color: Look.jade
                font.pixelSize: Look.note
                font.bold: true
            }
            T.Label {
                anchors.left: block.left
                anchors.bottom: parent.bottom
                text: FrontPanel.leaf.hours[bar.index] ?? ""
                color: Look.quiet
                font.pixelSize: Look.note
            }
        }
    }
}
