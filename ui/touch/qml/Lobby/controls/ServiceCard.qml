pragma ComponentBehavior: Bound
import QtQuick
import Lobby

// One dish of the menu: what it is, how many wait, how long it takes.
Push {
    id: service

    required property string drawing
    required property string letter
    required property list<string> waiting
    required property list<string> minutes
    required property list<string> note
    required property bool picked
    required property bool open

    // A tall card stacks its parts, a flat one sets them side by side.
    readonly property bool tall: service.height > Look.length(228) * Look.scale
    readonly property bool strip: service.width > 4 * service.height && service.height < Look.length(92) * Look.scale
    readonly property bool narrow: !service.tall && service.width < Look.length(400)

    // In a narrow card long words of Latin letters take two lines.
    readonly property bool wrapped: service.narrow && Look.script < 1
    readonly property color ink: service.open ? Look.ink : Look.quiet
    readonly property color mark: service.open ? Look.jade : Look.quiet

    // What the last line says: people and minutes, or why this cannot be picked now. Minutes matter more.
    readonly property list<string> told: {
        if (service.note.length > 0)
            return [service.note[0]];
        return [service.waiting, service.minutes].filter(lines => lines.length > 0).map(lines => lines[0]);
    }
    readonly property list<string> facts: measure.advanceWidth + Look.gap > content.room ? service.told.slice(-1) : service.told

    padding: service.tall ? Look.roomy : Look.length(20)
    topPadding: service.tall ? Look.gap : Look.tiny
    bottomPadding: topPadding
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: service.picked
    Accessible.description: [...service.lines.slice(1), ...service.waiting.slice(0, 1), ...service.minutes.slice(0, 1), ...service.note.slice(0, 1)].join(", ")

    background: Card {
        color: service.picked ? Look.jadeTint : service.pressed ? Look.pressed : service.open ? Look.card : "transparent"
        border.color: service.picked ? Look.jade : Look.hairline
        border.width: service.picked ? Look.bold : Look.hair
    }
    contentItem: Item {
        id: content

        readonly property real textX: service.tall ? 0 : face.width + Look.length(20)
        readonly property real room: (content.width - content.textX) * (service.strip ? 0.6 : 1)
        readonly property real textHeight: service.strip ? name.height : name.height + Look.tiny + figures.height
        readonly property real textY: service.tall ? content.height - content.textHeight : (content.height - content.textHeight) / 2

        Icon {
            id: face

            visible: service.tall || !service.picked
            name: service.drawing
            ink: service.mark
            size: Look.length(Look.large ? 80 : service.tall && service.height > Look.length(252) ? 72 : 56)
            y: service.tall ? 0 : (content.height - height) / 2
        }
        Bilingual {
            id: name

            x: content.textX
            y: content.textY
            width: content.width - x - (service.strip ? figures.width + Look.gap : 0)
            lines: service.lines
            size: service.wrapped ? Look.note : Look.named(service.tall ? Look.title : Look.lead)
            bold: true
            fit: !service.wrapped
            maximumLines: 2
            showSecond: !Look.large && !service.narrow && (service.tall || service.height > Look.length(160))
            ink: service.ink
            spoken: false
        }
        Row {
            id: figures

            x: service.strip ? content.width - width : content.textX
            y: service.strip ? (content.height - height) / 2 : name.y + name.height + Look.tiny
            spacing: Look.gap

            Repeater {
                model: service.facts

                Text {
                    required property string modelData
                    required property int index

                    // A fact that stands alone may use all the room, and shrinks into it.
                    readonly property bool alone: service.facts.length === 1 && !service.strip

                    width: alone ? content.room : undefined
                    text: modelData
                    fontSizeMode: alone ? Text.HorizontalFit : Text.FixedSize
                    minimumPixelSize: Look.length(20)
                    elide: alone ? Text.ElideRight : Text.ElideNone
                    color: service.open && index === service.facts.length - 1 ? Look.ink : Look.quiet
                    font.family: Look.family
                    font.pixelSize: Look.body
                    topPadding: -Math.round(Look.body * Look.lineSlack)
                    bottomPadding: topPadding
                }
            }
        }

        TextMetrics {
            id: measure

            text: service.told.join("")
            font.family: Look.family
            font.pixelSize: Look.body
        }

        // Once picked, a check: in its own corner, or where the icon was.
        Loader {
            active: service.picked
            x: service.tall ? content.width - width : 0
            y: service.tall ? 0 : (content.height - height) / 2
            width: service.tall ? Look.length(56) : face.width
            height: width
            sourceComponent: Rectangle {
                radius: width / 2
                color: Look.jade

                Icon {
                    anchors.centerIn: parent
                    name: "check"
                    ink: Look.inkOnJade
                    size: Look.length(40)
                }
            }
        }

        // The letter that the numbers of this service begin with.
        Text {
            visible: !service.picked && service.tall
            anchors.right: parent.right
            text: service.letter
            color: Look.quiet
            font.family: Look.family
            font.pixelSize: Look.lead
            topPadding: -Math.round(Look.lead * 0.3)
        }
    }
}
