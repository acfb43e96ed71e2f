import QtQuick
import QtQuick.Layouts
import Lobby

// A card over the still, dimmed page: it says one thing and asks one question.
Item {
    id: sheet

    property string icon: ""
    property color mark: Look.jade
    property list<string> title
    property list<string> words
    property alias answers: answers.data
    required property Push preferred

    // How wide the card may be, and whether it must spare room.
    readonly property real usual: Look.large ? 1240 : 880
    property real widest: sheet.usual
    property bool tight: Look.large

    // Whether the answers stand beside what is asked, one below the other.
    property bool aside: false

    readonly property int edge: Look.length(sheet.tight ? 40 : 56)
    default property alias content: content.data

    readonly property real rest: Look.low ? sheet.height - card.height - Look.margin : (sheet.height - card.height) / 2

    // How far the card still has to rise.
    property real lift: 0

    signal dismissed

    Component.onCompleted: {
        arrival.start();
        sheet.preferred.stand();
    }

    Shade {
        anchors.fill: parent
        card: card
        onDismissed: sheet.dismissed()
    }
    CoverCard {
        id: card

        width: Math.min(parent.width - 2 * Look.margin, Look.length(sheet.widest * (Look.flat ? 1.5 : 1)))
        height: Math.min(sheet.height - 2 * Look.margin, body.implicitHeight + 2 * sheet.edge)
        x: (sheet.width - width) / 2
        y: sheet.rest + sheet.lift
        Accessible.role: Accessible.AlertMessage
        Accessible.name: [...sheet.title.slice(0, 1), ...sheet.words.slice(0, 1)].join(" ")

        MouseArea {
            anchors.fill: parent
        }
        ColumnLayout {
            id: body

            anchors.fill: parent
            anchors.margins: sheet.edge
            spacing: sheet.tight ? Look.small : Look.roomy

            Icon {
                visible: sheet.icon !== "" && !(Look.wide && Look.large) && !(sheet.tight && Look.low)
                name: sheet.icon
                ink: sheet.mark
                size: Look.length(112)
                Layout.alignment: Qt.AlignHCenter
            }
            Bilingual {
                visible: sheet.title.length > 0
                lines: sheet.title
                size: Look.named(Look.title)
                bold: true
                align: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Bilingual {
                visible: sheet.words.length > 0
                lines: sheet.words
                size: Look.named(Look.lead)
                align: Text.AlignHCenter
                maximumLines: 4
                Layout.fillWidth: true
            }
            GridLayout {
                columns: sheet.aside ? 2 : 1
                columnSpacing: Look.gap
                rowSpacing: body.spacing
                Layout.fillWidth: true

                ColumnLayout {
                    id: content

                    visible: children.length > 0
                    spacing: Look.flat ? Look.small : Look.gap
                    Layout.fillWidth: true
                    Layout.preferredWidth: 3
                }
                GridLayout {
                    id: answers

                    columns: sheet.aside ? 1 : Math.max(1, children.filter(each => each.visible).length)
                    columnSpacing: Look.gap
                    rowSpacing: Look.between
                    uniformCellWidths: true
                    Layout.fillWidth: true
                    Layout.preferredWidth: 1
                    Layout.topMargin: sheet.aside ? 0 : Look.small
                }
            }
        }
    }
    NumberAnimation {
        id: arrival

        target: sheet
        property: "lift"
        from: Look.length(160)
        to: 0
        duration: Look.slide
        easing.type: Easing.OutCubic
    }
}
