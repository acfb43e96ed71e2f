import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Where to go, how many are ahead and for how long, and what to have ready.
ColumnLayout {
    id: where

    // In large text there is not room for everything: what was told before comes last.
    readonly property bool terse: Look.large && (Look.wide || Lobby.panel.troubled || Lobby.panel.then.length > 0)

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
            size: Look.length(152)
        }
        ColumnLayout {
            spacing: Look.tiny
            Layout.fillWidth: true

            Bilingual {
                objectName: "zone"
                lines: Lobby.panel.zone
                size: Look.named(Look.wide && Look.large ? Look.lead : Look.title)
                bold: true
                Layout.fillWidth: true
            }
            Bilingual {
                lines: Lobby.panel.windows
                size: Look.named(Look.lead)
                ink: Look.jade
                bold: true
                showSecond: false
                Layout.fillWidth: true
            }
            Bilingual {
                visible: !where.terse
                lines: Lobby.panel.direction
                size: Look.named(Look.body)
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
        size: Look.named(Look.lead)
        bold: true
        Layout.fillWidth: true
    }
    IconLine {
        id: wait

        objectName: "wait"
        visible: Lobby.panel.wait.length > 0
        icon: "clock"
        lines: Lobby.panel.wait
        size: Look.named(Look.lead)
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
        size: Look.named(Look.body)
        iconSize: wait.iconSize
        lines: Lobby.panel.then
        showSecond: !Look.large && !Look.wide
        Layout.fillWidth: true
    }
    IconLine {
        id: papers

        visible: Lobby.panel.papers.length > 0 && !where.terse
        icon: "papers"
        size: Look.named(Look.body)
        iconSize: wait.iconSize
        lines: Lobby.panel.papers
        maximumLines: 4
        showSecond: !Look.large && !then.visible
        Layout.fillWidth: true
    }

    component Rule: Rectangle {
        implicitHeight: Look.hair
        color: Look.hairline
        Layout.fillWidth: true
    }
}
