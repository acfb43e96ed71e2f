import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// What has been picked, what it needs, and the one green button, which never moves.
Card {
    id: visit

    readonly property bool empty: Lobby.basket.count === 0
    readonly property real wishedHeight: Look.length(Look.low ? (Look.large ? 224 : 168) : Look.large ? 392 : 328) + take.Layout.preferredHeight + (buttons.stacked ? Look.touch : 0)

    border.color: visit.empty ? Look.hairline : Look.jade

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.length(28)
        spacing: Look.small

        Loader {
            sourceComponent: visit.empty ? hint : facts
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        GridLayout {
            id: buttons

            readonly property bool stacked: Look.wide || (Look.large && !Look.low)

            columns: buttons.stacked ? 1 : 2
            columnSpacing: Look.gap
            rowSpacing: Look.small
            Layout.fillWidth: true

            ChoiceButton {
                objectName: "machine"
                visible: Lobby.basket.machine.length > 0
                drawing: "machine"
                lines: Lobby.basket.machine
                size: Look.body
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                Layout.preferredHeight: buttons.stacked ? Look.touch : take.Layout.preferredHeight
                onClicked: Lobby.goToMachine()
            }
            ChoiceButton {
                objectName: "clear"
                visible: !visit.empty && Lobby.basket.machine.length === 0
                lines: [Lobby.say("basket.clear", Lobby.language), Lobby.say("basket.clear", Lobby.otherLanguage)]
                size: Look.body
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                Layout.preferredHeight: buttons.stacked ? Look.touch : take.Layout.preferredHeight
                onClicked: Lobby.clear()
            }
            ChoiceButton {
                id: take

                objectName: "take"
                primary: true
                ready: !visit.empty && !Lobby.issuing
                lines: [Lobby.say("basket.take", Lobby.language), Lobby.say("basket.take", Lobby.otherLanguage)]
                drawing: "printer"
                size: Look.title
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                Layout.preferredHeight: Look.low ? Look.touch : Math.max(Look.touch, Look.length(136))
                onClicked: Lobby.take()
            }
        }
    }

    Component {
        id: hint

        HowTo {
            terse: Look.low
        }
    }
    Component {
        id: facts

        PickedFacts {
            terse: Look.low
        }
    }
}
