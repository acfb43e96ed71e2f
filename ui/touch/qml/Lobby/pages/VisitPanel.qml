import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// What is to be known of a visit, and what can be done, beside the cards or below them; lowered, the latter alone.
Card {
    id: visit

    readonly property int edge: Look.low ? 0 : Look.length(28)

    // Below the cards it is as high as what it may have to say.
    implicitHeight: {
        const lines = Look.line(Look.lead) + Look.line(Look.body) * (Look.large ? 2 : 5) + Look.small;
        return answers.implicitHeight + 2 * visit.edge + (Look.low ? 0 : lines);
    }
    color: Look.low ? "transparent" : Look.card
    border.color: Look.low ? "transparent" : Lobby.basket.count === 0 ? Look.hairline : Look.jade

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: visit.edge
        spacing: Look.small

        VisitFacts {
            active: !Look.low
            visible: active
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        VisitAnswers {
            id: answers

            Layout.fillWidth: true
            Layout.fillHeight: Look.low
        }
    }
}
