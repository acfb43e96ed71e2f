import QtQuick
import QtQuick.Templates as T
import Lobby
import Lobby.Backend
import "pages"

// The whole screen: a page, the bar that is always there, and what slides over the page.
T.ApplicationWindow {
    id: screen

    title: Lobby.say("home.welcome", Lobby.language)
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

        Item {
            id: stage

            anchors.fill: parent
            anchors.bottomMargin: bar.height

            Item {
                id: page

                anchors.fill: parent
                enabled: !overlay.busy

                HomePage {
                    anchors.fill: parent
                    visible: Lobby.page === "home"
                }
                // Made when they are needed: most days nobody sees them.
                Loader {
                    anchors.fill: parent
                    active: Lobby.page === "closed"
                    sourceComponent: ClosedPage {}
                }
                Loader {
                    anchors.fill: parent
                    active: Lobby.page === "trouble"
                    sourceComponent: TroublePage {}
                }
            }
            Overlay {
                id: overlay

                anchors.fill: parent
            }
        }
        BottomBar {
            id: bar

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
        }
    }
}
