import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// What the printer is doing, told calmly; and the way back.
GridLayout {
    id: block

    readonly property bool calm: !Lobby.panel.troubled
    readonly property color ink: block.calm ? Look.jade : Look.amber

    Component.onCompleted: done.stand()

    columns: Look.wide ? 2 : 1
    columnSpacing: Look.gap
    rowSpacing: Look.gap

    Rectangle {
        radius: Look.radius
        color: block.calm ? Look.jadeTint : Look.amberTint
        implicitHeight: line.height + 2 * Look.gap
        Layout.fillWidth: true
        Layout.fillHeight: Look.wide

        IconLine {
            id: line

            objectName: "status"
            anchors.verticalCenter: parent.verticalCenter
            x: Look.gap
            width: parent.width - 2 * Look.gap
            icon: Lobby.panel.statusIcon
            lines: Lobby.panel.status
            size: Look.lead
            ink: block.ink
            mark: block.ink
            bold: true
            maximumLines: 3
        }
    }
    RowLayout {
        spacing: Look.gap
        uniformCellSizes: true
        Layout.fillWidth: !Look.wide

        ChoiceButton {
            objectName: "reprint"
            visible: Lobby.panel.canReprint
            drawing: "printer"
            lines: [Lobby.say("panel.reprint", Lobby.language), Lobby.say("panel.reprint", Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.minimumWidth: Look.length(Look.wide ? 320 : 240)
            onClicked: Lobby.reprint()
        }
        ChoiceButton {
            id: done

            objectName: "done"
            primary: true
            lines: [Lobby.say("panel.done", Lobby.language), Lobby.say("panel.done", Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.minimumWidth: Look.length(Look.wide ? 320 : 240)
            onClicked: Lobby.closePanel()
        }
    }
}
