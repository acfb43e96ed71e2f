pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// No tickets now: when there will be, what the machines can do until then, and whom to call.
Item {
    id: closed

    // A bar of two rows, or of high buttons, leaves less.
    readonly property bool scant: closed.height < Look.length(Look.wide ? 950 : 1700)

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.margin
        anchors.topMargin: Look.roomy
        anchors.bottomMargin: Look.gap
        spacing: Look.gap

        Greeting {
            lines: []
            Layout.fillWidth: true
        }
        GridLayout {
            columns: Look.wide ? 2 : 1
            columnSpacing: Look.margin
            rowSpacing: Look.gap
            uniformCellWidths: true
            Layout.fillWidth: true
            Layout.fillHeight: true

            ColumnLayout {
                spacing: closed.scant && !Look.wide ? Look.tiny : Look.gap
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter

                Icon {
                    name: "closed"
                    size: Look.length(closed.scant && !Look.wide ? 72 : 112)
                    Layout.alignment: Qt.AlignHCenter
                }
                Bilingual {
                    objectName: "closedTitle"
                    lines: Lobby.door.closed
                    size: Look.named(Look.head)
                    bold: true
                    align: Text.AlignHCenter
                    Layout.fillWidth: true
                }
                Bilingual {
                    objectName: "opensAgain"
                    lines: Lobby.door.opens
                    size: Look.named(Look.title)
                    ink: Look.jade
                    bold: true
                    align: Text.AlignHCenter
                    Layout.fillWidth: true
                }
                Bilingual {
                    objectName: "closedCall"
                    visible: lines.length > 0
                    lines: FrontPanel.call
                    size: Look.named(Look.lead)
                    align: Text.AlignHCenter
                    Layout.fillWidth: true
                    Layout.topMargin: Look.tiny
                }
            }
            ColumnLayout {
                spacing: Look.gap
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter

                ClosedCard {
                    objectName: "closedMachines"
                    visible: machines.count > 0
                    drawing: "machine"
                    key: "closed.machines"
                    lines: FrontPanel.where
                    Layout.fillWidth: true

                    Repeater {
                        id: machines

                        model: FrontPanel.machines

                        LeafLine {
                            size: Look.named(Look.body)
                            share: 0.5
                            spare: closed.scant ? Look.tiny : Look.small
                            Layout.fillWidth: true
                        }
                    }
                }
                ClosedCard {
                    objectName: "closedHours"
                    visible: hours.count > 0 && !Look.large
                    drawing: "clock"
                    key: "closed.hours"
                    lines: FrontPanel.day
                    Layout.fillWidth: true

                    Repeater {
                        id: hours

                        model: FrontPanel.hours

                        LeafLine {
                            size: Look.named(Look.body)
                            share: 0.4
                            spare: closed.scant ? Look.tiny : Look.small
                            showSecond: !Look.large && !Look.wide && !closed.scant && Look.unit >= 1
                            Layout.fillWidth: true
                        }
                    }
                }
            }
        }
    }
}
