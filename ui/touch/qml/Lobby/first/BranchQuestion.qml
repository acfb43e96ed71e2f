import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Which branch the box is for: what it is set up as now, and three ways to bring it another.
GridLayout {
    columns: Look.wide ? 2 : 1
    columnSpacing: Look.gap
    rowSpacing: Look.roomy
    uniformCellWidths: true

    Card {
        color: Look.jadeTint
        border.width: 0
        implicitHeight: now.implicitHeight + 2 * Look.roomy
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop

        ColumnLayout {
            id: now

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            anchors.margins: Look.roomy
            spacing: Look.small

            Words {
                key: "setup.branch_now"
                size: Look.note
                ink: Look.quiet
                showSecond: false
                Layout.fillWidth: true
            }
            Bilingual {
                objectName: "branchName"
                lines: FirstStart.branch
                size: Look.named(Look.title)
                bold: true
                Layout.fillWidth: true
            }
            Bilingual {
                lines: FirstStart.branchFacts
                size: Look.note
                Layout.fillWidth: true
            }
            Hint {
                objectName: "wasRead"
                visible: FirstStart.wasRead.length > 0
                drawing: "check"
                lines: FirstStart.wasRead
                Layout.fillWidth: true
            }
        }
    }
    ColumnLayout {
        spacing: Look.roomy
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignTop

        Hint {
            drawing: "papers"
            lines: [Lobby.say("setup.branch_stick_how", Lobby.language), Lobby.say("setup.branch_stick_how", Lobby.otherLanguage)]
            Layout.fillWidth: true
        }
        ChoiceButton {
            objectName: "stick"
            ready: !FirstStart.busy
            lines: FirstStart.busy ? [Lobby.say("setup.busy", Lobby.language), Lobby.say("setup.busy", Lobby.otherLanguage)] : [Lobby.say("setup.branch_stick", Lobby.language), Lobby.say("setup.branch_stick", Lobby.otherLanguage)]
            Layout.fillWidth: true
            onClicked: FirstStart.readStick()
        }
        Hint {
            objectName: "codes"
            visible: FirstStart.faults.length === 0
            drawing: "ticket"
            lines: FirstStart.codes
            Layout.fillWidth: true
        }
        Hint {
            objectName: "page"
            visible: FirstStart.faults.length === 0
            drawing: "phone"
            lines: FirstStart.upload
            Layout.fillWidth: true
        }
    }
    Item {
        Layout.fillHeight: true
        Layout.columnSpan: Look.wide ? 2 : 1
    }
}
