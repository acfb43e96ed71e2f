import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Always in the same place, on every page: help, large text, lower buttons, language.
Rectangle {
    id: bar

    color: Look.card
    implicitHeight: buttons.implicitHeight + 2 * Look.small

    Rectangle {
        width: parent.width
        height: Look.hair
        color: Look.hairline
    }
    RowLayout {
        id: buttons

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Look.margin
        anchors.rightMargin: Look.margin
        spacing: Look.small
        uniformCellSizes: true

        BarButton {
            objectName: "help"
            drawing: "help"
            lines: [Lobby.say("bar.help", Lobby.language), Lobby.say("bar.help", Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.fillHeight: true
            onClicked: Lobby.askHelp()
        }
        BarButton {
            objectName: "large"
            drawing: "large"
            checkable: true
            on: Look.large
            lines: [Lobby.say("bar.large", Lobby.language), Lobby.say("bar.large", Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.fillHeight: true
            onClicked: Lobby.toggleLarge()
        }
        BarButton {
            objectName: "low"
            drawing: "low"
            checkable: true
            on: Look.low
            lines: [Lobby.say("bar.low", Lobby.language), Lobby.say("bar.low", Lobby.otherLanguage)]
            Layout.fillWidth: true
            Layout.fillHeight: true
            onClicked: Lobby.toggleLow()
        }
        BarButton {
            objectName: "language"
            visible: Lobby.nextLanguage !== Lobby.language
            drawing: "language"
            lines: [Lobby.say("language.name", Lobby.nextLanguage), Lobby.say("bar.language", Lobby.language)]
            Layout.fillWidth: true
            Layout.fillHeight: true
            onClicked: Lobby.switchLanguage()
        }
    }
}
