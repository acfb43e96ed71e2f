import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Where to go, how many are ahead and for how long, and what to have ready.
ColumnLayout {
    id: where

    // So many steps smaller, where there is little room.
    property int less: 0
    readonly property bool second: !Look.large && where.less === 0

    // In large text there is not room for everything: what was told before comes last.
    readonly property bool terse: Look.large && (Look.wide || Lobby.panel.troubled || Lobby.panel.then.length > 0) || where.less > 2

    spacing: Look.wide ? Look.small : Look.gap

    Rule {
        visible: !Look.wide
    }
    RowLayout {
        spacing: Look.roomy
        Layout.fillWidth: true

        Icon {
            objectName: "arrow"
            name: Lobby.panel.arrow
            size: Look.length(Look.down(152, where.less))
        }
        ColumnLayout {
            spacing: Look.tiny
            Layout.fillWidth: true

            Bilingual {
                objectName: "zone"
                lines: Lobby.panel.zone
                showSecond: where.second
                size: Look.lessened(Look.wide && Look.large ? Look.lead : Look.title, where.less)
                bold: true
                Layout.fillWidth: true
            }
            Bilingual {
                lines: Lobby.panel.windows
                size: Look.lessened(Look.lead, where.less)
                ink: Look.jade
                bold: true
                showSecond: false
                Layout.fillWidth: true
            }
            Bilingual {
                visible: !where.terse
                lines: Lobby.panel.direction
                size: Look.lessened(Look.body, where.less)
                ink: Look.quiet
                showSecond: false
                Layout.fillWidth: true
            }
        }
    }
    Rule {}
    IconLine {
        objectName: "ahead"
        visible: Lobby.panel.ahead.length > 0
        icon: "people"
        lines: Lobby.panel.ahead
        showSecond: where.second
        size: Look.lessened(Look.lead, where.less)
        bold: true
        Layout.fillWidth: true
    }
    IconLine {
        id: wait

        objectName: "wait"
        visible: Lobby.panel.wait.length > 0
        icon: "clock"
        lines: Lobby.panel.wait
        showSecond: where.second
        size: Look.lessened(Look.lead, where.less)
        bold: true
        Layout.fillWidth: true
    }
    Rule {
        visible: papers.visible || then.visible
    }
    IconLine {
        id: then

        visible: Lobby.panel.then.length > 0
        icon: "arrow-right"
        turns: true
        size: Look.lessened(Look.body, where.less)
        iconSize: wait.iconSize
        lines: Lobby.panel.then
        showSecond: where.second && !Look.wide
        Layout.fillWidth: true
    }
    IconLine {
        id: papers

        visible: Lobby.panel.papers.length > 0 && !where.terse
        icon: "papers"
        size: Look.lessened(Look.body, where.less)
        iconSize: wait.iconSize
        lines: Lobby.panel.papers
        maximumLines: 4
        showSecond: where.second && !then.visible
        Layout.fillWidth: true
    }

    component Rule: Rectangle {
        implicitHeight: Look.hair
        color: Look.hairline
        Layout.fillWidth: true
    }
}
