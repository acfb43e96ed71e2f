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

        // A fact that stands alone uses all the room; a little too long it shrinks, far too long it takes two lines.
        readonly property real factRoom: service.strip ? content.width * 0.42 : content.room
        readonly property real factShare: fact.advanceWidth / Math.max(1, content.factRoom)
        readonly property int factLines: content.factShare > 1.4 ? 2 : 1
        readonly property int factSize: Math.max(Look.length(20), Math.floor((service.wrapped ? Math.min(Look.body, content.height * 0.21) : Look.body) * (content.factLines > 1 ? Math.min(0.8, 1.6 / content.factShare) : Math.min(1, 0.98 / content.factShare))))

        // A name too long for its line takes two, where its letters stay larger than on one.
        readonly property int wanted: service.wrapped ? Look.note : Look.named(service.tall ? Look.title : Look.lead)
        readonly property real share: whole.advanceWidth / Math.max(1, name.width)
        readonly property real nameRoom: content.height - (service.tall ? face.size : 0) - (service.strip ? 0 : Look.tiny + content.factSize * content.factLines * 1.3)
        readonly property int foldedSize: Math.max(Look.length(20), Math.floor(Math.min(content.wanted, content.wanted * 1.75 / content.share, content.wanted * name.width / Math.max(1, word.advanceWidth), content.nameRoom / (content.share > 1 ? 2.6 : 1.3))))
        readonly property bool folds: service.wrapped || (content.share > 1 && content.foldedSize > content.wanted / content.share)

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
            size: content.folds ? content.foldedSize : content.wanted
            bold: true
            fit: !content.folds
            maximumLines: 2
            showSecond: !content.folds && !Look.large && !service.narrow && (service.tall || service.height > Look.length(160))
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

                    readonly property bool alone: service.facts.length === 1
                    readonly property bool beside: alone && service.strip

                    width: beside ? Math.min(implicitWidth, content.factRoom) : alone ? content.room : undefined
                    height: beside ? content.height : undefined
                    text: modelData
                    wrapMode: alone ? Text.Wrap : Text.NoWrap
                    maximumLineCount: alone ? content.factLines : 1
                    verticalAlignment: Text.AlignVCenter
                    horizontalAlignment: beside ? Text.AlignRight : Text.AlignLeft
                    elide: alone ? Text.ElideRight : Text.ElideNone
                    color: service.open && index === service.facts.length - 1 ? Look.ink : Look.quiet
                    font.family: Look.family
                    font.pixelSize: alone ? content.factSize : Look.body
                    lineHeight: 1 - Look.lineSlack
                    topPadding: -Math.round(font.pixelSize * Look.lineSlack)
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

        TextMetrics {
            id: fact

            text: service.facts.length === 1 ? service.facts[0] : ""
            font: measure.font
        }
        TextMetrics {
            id: whole

            text: service.text
            font.family: Look.family
            font.pixelSize: content.wanted
            font.bold: true
        }
        TextMetrics {
            id: word

            // Hanzi may break anywhere, Latin letters only between words.
            text: Look.script < 1 ? service.text.split(" ").reduce((longest, each) => each.length > longest.length ? each : longest, "") : ""
            font: whole.font
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
