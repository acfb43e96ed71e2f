import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// What has been picked, what it needs, and the one green button, which never moves.
Card {
    id: visit

    readonly property bool empty: Lobby.basket.count === 0
    // Beside the cards it is as high as they are; below them as high as what it has to say.
    readonly property real wishedHeight: {
        const lines = Look.line(Look.lead) + Look.line(Look.body) * (Look.low ? 0 : Look.large ? 2 : 3);
        return lines + 2 * visit.edge + Look.small + take.Layout.preferredHeight;
    }
    readonly property int edge: Look.length(Look.low ? 16 : 28)

    border.color: visit.empty ? Look.hairline : Look.jade

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: visit.edge
        spacing: Look.low ? Look.tiny : Look.small

        Loader {
            sourceComponent: visit.empty ? hint : facts
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        GridLayout {
            id: buttons

            readonly property bool stacked: Look.wide && (!Look.low || Look.large || visit.height >= buttons.twoRows)
            readonly property real twoRows: 2 * (visit.edge + Look.touch) + Look.between + 4 * Look.line(Look.lead)

            columns: buttons.stacked ? 1 : 2
            columnSpacing: Look.gap
            rowSpacing: Look.between
            uniformCellWidths: true
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
                objectName: "revisit"
                visible: visit.empty
                drawing: "ticket"
                lines: [Lobby.say("revisit.button", Lobby.language), Lobby.say("revisit.button", Lobby.otherLanguage)]
                size: Look.named(Look.body)
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                Layout.preferredHeight: buttons.stacked ? Look.touch : take.Layout.preferredHeight
                onClicked: Lobby.revisit.begin()
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
