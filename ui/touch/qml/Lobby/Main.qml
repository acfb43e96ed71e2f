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
        value: alive.width
    }
    Binding {
        target: Look
        property: "height"
        value: alive.height
    }
    Binding {
        target: Look
        property: "diagonal"
        value: Math.hypot(screen.width, screen.height)
    }

    // Edges that do not feel a touch stay empty until the screen is mended.
    Steering {
        id: alive

        anchors.fill: parent
        anchors.topMargin: Math.round(screen.height * FrontPanel.deadTop)
        anchors.bottomMargin: Math.round(screen.height * FrontPanel.deadBottom)
        anchors.leftMargin: Math.round(screen.width * FrontPanel.deadLeft)
        anchors.rightMargin: Math.round(screen.width * FrontPanel.deadRight)
        LayoutMirroring.enabled: Lobby.tongues.mirrored
        LayoutMirroring.childrenInherit: true

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
                    visible: Lobby.page === "home" && !FrontPanel.resting
                }
                Loader {
                    anchors.fill: parent
                    active: FrontPanel.resting
                    sourceComponent: RestPage {}
                }
                Loader {
                    anchors.fill: parent
                    active: Lobby.page === "starting"
                    sourceComponent: StartingPage {}
                }
                // Made when they are needed: most days nobody sees them.
                Loader {
                    anchors.fill: parent
                    active: Lobby.page === "closed"
                    sourceComponent: ClosedPage {}
                }
                Loader {
                    anchors.fill: parent
                    active: Lobby.page === "trouble" || Lobby.page === "unheard"
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
