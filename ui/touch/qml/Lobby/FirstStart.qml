import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend
import "first"

// A box as it was delivered: the way on top, one question in the middle, and where to go below.
T.ApplicationWindow {
    id: screen

    title: Lobby.say("setup.title", Lobby.language)
    color: Look.ground
    font.family: Look.family
    font.features: {
        "tnum": 1
    }

    Binding {
        target: Look
        property: "width"
        value: screen.width
    }
    Binding {
        target: Look
        property: "height"
        value: screen.height
    }

    Steering {
        anchors.fill: parent

        ColumnLayout {
            anchors.fill: parent
            anchors.margins: Look.wide ? Look.roomy : Look.margin
            spacing: Look.wide ? Look.small : Look.roomy

            Way {
                Layout.fillWidth: true
            }
            Bilingual {
                objectName: "question"
                lines: FirstStart.question
                size: Look.wide ? Look.title : Look.head
                bold: true
                Layout.fillWidth: true
            }
            Fault {
                Layout.fillWidth: true
            }
            Loader {
                id: page

                Layout.fillWidth: true
                Layout.fillHeight: true
                sourceComponent: {
                    switch (FirstStart.step) {
                    case "branch":
                        return branch;
                    case "printer":
                        return printer;
                    case "network":
                        return network;
                    case "administrator":
                        return administrator;
                    default:
                        return language;
                    }
                }
            }
            Onward {
                Layout.fillWidth: true
            }
        }
    }
    Component {
        id: language

        LanguageQuestion {}
    }
    Component {
        id: branch

        BranchQuestion {}
    }
    Component {
        id: printer

        PrinterQuestion {}
    }
    Component {
        id: network

        NetworkQuestion {}
    }
    Component {
        id: administrator

        AdministratorQuestion {}
    }
}
