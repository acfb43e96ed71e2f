import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// No tickets now: when there will be, what the machines can do until then, and whom to call.
Item {
    id: closed

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
                spacing: Look.gap
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter

                Icon {
                    name: "closed"
                    size: Look.length(112)
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
                            showSecond: !Look.large && !Look.wide && Look.unit >= 1
                            Layout.fillWidth: true
                        }
                    }
                }
            }
        }
    }
}
