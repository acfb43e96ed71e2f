pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// A real ticket: did it come out, and can it be read; if not, another place or kind of printer.
Item {
    id: printer

    readonly property bool answered: FirstStart.paperState === "good" || FirstStart.paperState === "bad"

    ColumnLayout {
        anchors.fill: parent
        visible: FirstStart.changing === ""
        spacing: Look.roomy

        Card {
            visible: FirstStart.paperState !== ""
            color: FirstStart.paperState === "bad" ? Look.amberTint : Look.jadeTint
            border.width: 0
            implicitHeight: said.implicitHeight + 2 * Look.gap
            Layout.fillWidth: true

            RowLayout {
                id: said

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Look.gap
                spacing: Look.gap

                Icon {
                    name: FirstStart.paperState === "good" ? "check" : FirstStart.paperState === "bad" ? "printer-trouble" : "printer"
                    ink: FirstStart.paperState === "bad" ? Look.amber : Look.jade
                    size: Look.length(72)
                }
                ColumnLayout {
                    Layout.fillWidth: true

                    Bilingual {
                        objectName: "paper"
                        lines: FirstStart.paper
                        size: Look.named(Look.lead)
                        bold: true
                        Layout.fillWidth: true
                    }
                    Bilingual {
                        visible: lines.length > 0
                        lines: FirstStart.printer
                        size: Look.named(Look.note)
                        maximumLines: 4
                        Layout.fillWidth: true
                    }
                }
            }
        }
        ChoiceButton {
            objectName: "print"
            primary: FirstStart.paperState === ""
            drawing: "printer"
            ready: !FirstStart.busy && FirstStart.paperState !== "printing"
            readonly property string key: FirstStart.paperState === "" ? "setup.print" : "setup.print_again"
            lines: [Lobby.say(key, Lobby.language), Lobby.say(key, Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.preferredHeight: Look.length(printer.answered ? 112 : 160)
            onClicked: FirstStart.print()
        }
        Words {
            visible: printer.answered
            key: "setup.paper_question"
            size: Look.named(Look.lead)
            bold: true
            Layout.fillWidth: true
        }
        RowLayout {
            visible: printer.answered
            spacing: Look.gap
            uniformCellSizes: true

            ChoiceButton {
                objectName: "paperNone"
                lines: [Lobby.say("setup.paper_none", Lobby.language), Lobby.say("setup.paper_none", Lobby.otherLanguage)]
                Layout.fillWidth: true
                onClicked: FirstStart.open("link")
            }
            ChoiceButton {
                objectName: "paperSigns"
                lines: [Lobby.say("setup.paper_signs", Lobby.language), Lobby.say("setup.paper_signs", Lobby.otherLanguage)]
                Layout.fillWidth: true
                onClicked: FirstStart.open("profile")
            }
        }
        Item {
            Layout.fillHeight: true
        }
    }
    PrinterChoice {
        anchors.fill: parent
        visible: FirstStart.changing !== ""
    }
}
