pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// What can be done with the picks: the one green button, which never moves, and beside it another way.
GridLayout {
    id: answers

    // Beside the cards one below the other.
    readonly property bool stacked: Look.wide
    readonly property bool empty: Lobby.basket.count === 0
    readonly property int tall: Look.low ? Look.touch : Math.max(Look.touch, Look.length(136))
    readonly property int other: answers.stacked ? Look.touch : answers.tall

    columns: answers.stacked ? 1 : 2
    columnSpacing: Look.gap
    rowSpacing: Look.between
    uniformCellWidths: true

    component Answer: ChoiceButton {
        room: height - 2 * padding
        Layout.fillWidth: true
        Layout.fillHeight: Look.low
        Layout.preferredWidth: 2
        Layout.preferredHeight: answers.other
    }

    Answer {
        objectName: "machine"
        visible: Lobby.basket.machine.length > 0
        drawing: "machine"
        lines: Lobby.basket.machine
        size: Look.body
        onClicked: Lobby.goToMachine()
    }
    Answer {
        objectName: "revisit"
        visible: answers.empty
        drawing: "ticket"
        lines: [Lobby.say("revisit.button", Lobby.language), Lobby.say("revisit.button", Lobby.otherLanguage)]
        size: Look.named(Look.body)
        onClicked: Lobby.revisit.begin()
    }
    Answer {
        objectName: "clear"
        visible: !answers.empty && Lobby.basket.machine.length === 0
        lines: [Lobby.say("basket.clear", Lobby.language), Lobby.say("basket.clear", Lobby.otherLanguage)]
        size: Look.body
        onClicked: Lobby.clear()
    }
    Answer {
        objectName: "take"
        primary: true
        ready: !answers.empty && !Lobby.issuing
        lines: [Lobby.say("basket.take", Lobby.language), Lobby.say("basket.take", Lobby.otherLanguage)]
        drawing: "printer"
        size: Look.title
        Layout.preferredHeight: answers.tall
        onClicked: Lobby.take()
    }
}
