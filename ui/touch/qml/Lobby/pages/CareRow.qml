import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The way in for whoever needs care; beside it, further pages of services.
GridLayout {
    id: row

    // A column beside the cards, with the further pages below.
    property bool standing: false

    columns: row.standing ? 2 : 3
    columnSpacing: row.standing ? Look.between : Look.gap
    rowSpacing: Look.gap

    Push {
        id: care

        objectName: "care"
        visible: Lobby.offersCare
        lines: Lobby.care ? [Lobby.say("care.on", Lobby.language), Lobby.say("care.on", Lobby.otherLanguage)] : [Lobby.say("care.button", Lobby.language), Lobby.say("care.button", Lobby.otherLanguage)]
        padding: Look.small
        leftPadding: row.standing ? Look.small : Look.gap
        Layout.columnSpan: row.standing ? 2 : 1
        Layout.fillWidth: true
        Layout.fillHeight: true
        Accessible.checkable: true
        Accessible.checked: Lobby.care
        onClicked: Lobby.toggleCare()

        background: Card {
            color: Lobby.care ? Look.jadeTint : care.pressed ? Look.pressed : Look.card
            border.color: Lobby.care ? Look.jade : Look.hairline
            border.width: Lobby.care ? Look.bold : Look.hair
        }
        contentItem: GridLayout {
            columns: row.standing ? 1 : 4
            columnSpacing: Look.gap
            rowSpacing: Look.tiny

            Icon {
                visible: !(row.standing && Look.large)
                name: Lobby.care ? "taken" : "care"
                size: Look.length(64)
                Layout.alignment: row.standing ? Qt.AlignHCenter : Qt.AlignVCenter
            }
            Bilingual {
                lines: care.lines
                size: Look.named(Look.large ? Look.note : Look.body)
                bold: true
                fit: !Look.large && !row.standing
                align: row.standing ? Text.AlignHCenter : Text.AlignLeft
                maximumLines: row.standing ? 3 : 2
                spoken: false
                Layout.fillWidth: true
            }
            Words {
                visible: Lobby.care && !row.standing && !Look.large
                key: "care.off"
                ink: Look.quiet
                fit: true
                align: Text.AlignRight
                spoken: false
                Layout.preferredWidth: Look.length(200)
            }
            Icon {
                visible: Lobby.care && !row.standing
                name: "close"
                ink: Look.quiet
                size: Look.length(40)
            }
        }
    }
    PageButton {
        objectName: "previous"
        visible: Lobby.pages > 1
        ready: Lobby.pageNumber > 0
        Layout.fillWidth: row.standing
        drawing: "previous"
        lines: [Lobby.say("home.back", Lobby.language), Lobby.say("home.back", Lobby.otherLanguage)]
        Layout.fillHeight: !row.standing
        onClicked: Lobby.turnPage(-1)
    }
    PageButton {
        objectName: "next"
        visible: Lobby.pages > 1
        ready: Lobby.pageNumber < Lobby.pages - 1
        Layout.fillWidth: row.standing
        drawing: "next"
        lines: [Lobby.say("home.more", Lobby.language), Lobby.say("home.more", Lobby.otherLanguage)]
        Layout.fillHeight: !row.standing
        onClicked: Lobby.turnPage(1)
    }
}
