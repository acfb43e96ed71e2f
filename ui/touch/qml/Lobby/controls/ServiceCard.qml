pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// One dish of the menu: what it is, how many wait and how long it takes.
Push {
    id: service

    required property string drawing
    required property string letter
    required property list<string> waiting
    required property list<string> minutes
    required property list<string> note
    required property list<string> summary
    required property list<string> papers
    required property bool picked
    required property bool open

    // Whether there is a line for the second language, and whether the sentence would need it.
    property bool echoes: true
    readonly property bool crowded: plan.summary > 0 && plan.spare >= plan.sentence && plan.spare < plan.secondHeight + plan.sentence

    readonly property color ink: service.open ? Look.ink : Look.quiet
    readonly property color mark: service.open ? Look.jade : Look.quiet

    // What the last line says: people and minutes, or why this cannot be picked now. Minutes matter more.
    readonly property list<string> told: {
        if (service.note.length > 0)
            return [service.note[0]];
        return [service.waiting, service.minutes].filter(lines => lines.length > 0).map(lines => lines[0]);
    }

    implicitWidth: Look.touch
    implicitHeight: Look.touch
    padding: Look.length(service.width < Look.length(320) ? 16 : 24)
    topPadding: service.height > Look.length(300) ? Look.length(20) : service.height > Look.length(200) ? Look.length(14) : Look.tiny
    bottomPadding: topPadding
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: service.picked
    tells: [service.summary, service.waiting, service.minutes, service.note, service.papers].map(lines => lines[0] ?? "").filter(line => line !== "").join(", ")

    background: Card {
        color: service.picked ? Look.jadeTint : service.pressed ? Look.pressed : service.open ? Look.card : "transparent"
        border.color: service.picked ? Look.jade : Look.hairline
        border.width: service.picked ? Look.bold : Look.hair
    }
    contentItem: Item {
        id: content

        // What there is room for, the most needed first; it asks only sizes, so that nothing goes round.
        QtObject {
            id: plan

            // In a low card both lines give way alike.
            readonly property int largest: Look.named(content.width > Look.length(420) * Look.scale ? Look.title : Look.lead)
            readonly property real share: Math.min(1, content.height / (Look.line(plan.largest) + Look.line(Look.named(Look.body))))
            readonly property int wanted: Math.max(Look.least, Math.floor(plan.largest * plan.share))
            readonly property int factLines: plan.share === 1 && time.advanceWidth > plan.lineRoom * (plan.strip ? 0.42 : 1) ? 2 : 1
            readonly property int factSize: plan.factLines > 1 ? Look.least : Math.max(Look.least, Math.floor(Look.named(Look.body) * plan.share))
            readonly property real fact: Look.line(plan.factSize) * plan.factLines

            // A name is never cut for the time beside it.
            readonly property bool tellsTime: plan.roomy || !plan.folds || content.height >= 1.85 * Look.line(Look.least) + plan.fact
            readonly property real last: plan.strip || !plan.tellsTime ? 0 : plan.fact
            readonly property bool narrow: !Look.large && content.width < Look.length(420) && content.height < Look.length(300)
            readonly property int face: Math.min(content.height, Look.length(Look.large ? 80 : plan.narrow ? 40 : 64))

            // Name and time on two lines; on one where even these do not fit.
            readonly property bool strip: content.height < 2 * Look.line(Look.least) && content.width > Look.length(520)

            // The parts of a narrow card lie one below the other; of a flat one all stand beside the icon.
            readonly property bool stacked: content.width < Look.length(420) && content.height >= plan.face + Look.line(plan.wanted) * (plan.foldsIn(content.width) ? 1.85 : 1) + Look.line(Look.body) + Look.tiny
            readonly property bool roomy: plan.stacked || (!plan.strip && content.width >= Look.length(420) && content.height >= plan.head + Look.line(Look.body) + Look.line(Look.note))
            readonly property real head: Math.max(plan.face, Look.line(plan.wanted) + plan.secondHeight)

            readonly property real beside: plan.face + Look.length(plan.narrow ? 12 : 20)
            readonly property real nameRoom: plan.stacked ? content.width : (content.width - plan.beside) * (plan.strip ? 0.56 : 1) - (plan.roomy ? badge.width + Look.small : 0)
            readonly property bool folds: !plan.strip && plan.foldsIn(plan.nameRoom)
            readonly property real secondHeight: Look.large ? 0 : Look.line(Look.second(plan.wanted))
            readonly property real lineRoom: plan.roomy ? content.width : plan.nameRoom

            // What is left once the name and the time have their lines.
            readonly property real nameHeight: Look.line(plan.wanted) * (plan.folds ? 1.85 : 1)

            // No word is wider than its line, and two lines are enough; a break costs part of a line.
            readonly property real shrunk: Math.min(1, plan.nameRoom / Math.max(1, longest.advanceWidth + Look.tiny), plan.folds ? 1.75 * plan.nameRoom / whole.advanceWidth : 1)
            readonly property int named: Math.max(Look.least, Math.floor(plan.wanted * plan.shrunk))
            readonly property real spare: content.height - plan.nameHeight - plan.last - (plan.stacked ? plan.face + Look.tiny : 0)
            readonly property bool second: service.echoes && !plan.strip && service.lines[1] !== service.text && plan.secondHeight > 0 && echo.advanceWidth + Look.tiny <= plan.nameRoom && plan.spare >= plan.secondHeight
            readonly property real afterSecond: plan.spare - (plan.second ? plan.secondHeight : 0)
            readonly property int summary: plan.roomy ? plan.lines(say.advanceWidth) : 0
            readonly property real sentence: plan.summary * Look.line(Look.note) * (plan.summary > 1 ? 1 - Look.lineSlack : 1) + (plan.summary > 2 ? Look.tiny : 0)
            readonly property bool tellsSummary: plan.summary > 0 && plan.summary < 4 && plan.afterSecond >= plan.sentence

            // Whether the name needs two lines; small letters are a little wider than their share of large ones.
            function foldsIn(room: real): bool {
                return whole.advanceWidth * Math.max(plan.share < 1 ? 0 : 0.78, Look.least / plan.wanted) > 0.96 * room;
            }

            // How many lines a text of that width takes; a break costs up to a letter.
            function lines(advance: real): int {
                return advance > plan.lineRoom ? Math.ceil(advance / Math.max(1, plan.lineRoom - 2 * Look.note)) : Math.ceil(advance / Math.max(1, plan.lineRoom));
            }
        }

        Icon {
            id: face

            visible: plan.roomy || !service.picked
            name: service.drawing
            ink: service.mark
            size: plan.face
            x: content.aside(0, width)
            y: plan.roomy ? 0 : (content.height - height - (letter.visible ? letter.height : 0)) / 2
        }
        Column {
            id: words

            x: content.aside(plan.stacked ? 0 : plan.beside, width)
            y: plan.stacked ? plan.face + Look.tiny : plan.roomy ? 0 : (content.height - height) / 2
            width: plan.nameRoom

            T.Label {
                width: parent.width
                height: Math.min(plan.nameHeight, Math.max(Look.line(Look.least), content.height - plan.last - (plan.stacked ? plan.face + Look.tiny : 0)))
                text: service.text
                horizontalAlignment: Text.AlignLeft
                color: service.ink
                font.pixelSize: plan.named
                font.bold: true
                fontSizeMode: Text.Fit
                minimumPixelSize: Look.least
                wrapMode: plan.folds ? Text.Wrap : Text.NoWrap
                maximumLineCount: plan.folds ? 2 : 1
                elide: Text.ElideRight
                lineHeight: 1 - Look.lineSlack
                verticalAlignment: Text.AlignVCenter
                Accessible.ignored: true
            }
            CardLine {
                visible: plan.second
                width: parent.width
                text: service.lines[1] ?? ""
                size: Look.second(plan.wanted)
            }
            CardLine {
                visible: !plan.roomy && !plan.strip && plan.tellsTime
                width: parent.width
                text: facts.text
                size: plan.factSize
                lines: plan.factLines
                color: service.ink
            }
        }

        // What it is stands above the last line, which is the time.
        Column {
            visible: plan.roomy
            width: content.width
            y: content.height - height

            CardLine {
                visible: plan.tellsSummary
                width: parent.width
                text: service.summary[0] ?? ""
                size: Look.note
                lines: plan.summary
            }
            CardLine {
                width: parent.width
                text: facts.text
                size: plan.factSize
                lines: plan.factLines
                color: service.ink
            }
        }
        CardLine {
            visible: plan.strip
            width: (content.width - plan.beside) * 0.42
            height: content.height
            x: content.aside(content.width - width, width)
            text: facts.text
            size: plan.factSize
            color: service.ink
            horizontalAlignment: Text.AlignRight
        }

        // The letter that the numbers of this service begin with: in its own corner, or below the icon.
        Item {
            id: badge

            visible: service.picked || (plan.roomy && service.letter !== "")
            x: content.aside(plan.roomy ? content.width - width : (plan.face - width) / 2, width)
            y: plan.roomy ? 0 : (content.height - height) / 2
            width: Math.min(content.height, plan.stacked ? plan.face : Look.length(56), Look.length(plan.narrow && !plan.roomy ? 48 : 56))
            height: width

            LetterMark {
                visible: !service.picked
                anchors.fill: parent
                letter: service.letter
                size: Math.max(Look.least, Look.length(32))
            }
            Rectangle {
                visible: service.picked
                anchors.fill: parent
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
        CardLine {
            id: letter

            visible: !plan.roomy && !service.picked && service.letter !== "" && content.height >= plan.face + Look.line(size)
            width: face.width
            x: face.x
            y: face.y + face.height
            text: service.letter
            size: Math.max(Look.least, Look.length(28))
            font.bold: true
            horizontalAlignment: Text.AlignHCenter
        }
        QtObject {
            id: facts

            readonly property string text: measure.advanceWidth > plan.lineRoom * (plan.strip ? 0.42 : 1) ? service.told.slice(-1).join("") : measure.text
        }
        TextMetrics {
            id: measure

            text: service.told.join("   ")
            font.family: Look.family
            font.pixelSize: Look.named(Look.body)
        }
        TextMetrics {
            id: time

            text: service.told.slice(-1).join("")
            font.family: Look.family
            font.pixelSize: Look.least
        }
        TextMetrics {
            id: echo

            text: service.lines[1] ?? ""
            font: time.font
        }
        TextMetrics {
            id: whole

            text: service.text
            font.family: Look.family
            font.pixelSize: plan.wanted
            font.bold: true
        }
        TextMetrics {
            id: longest

            text: service.text.split(" ").reduce((one, other) => other.length > one.length ? other : one, "")
            font: whole.font
        }
        TextMetrics {
            id: say

            text: service.summary[0] ?? ""
            font.family: Look.family
            font.pixelSize: Look.note
        }

        // Where something of that width stands, seen from the side where reading begins.
        function aside(start: real, width: real): real {
            return Lobby.tongues.mirrored ? content.width - width - start : start;
        }
    }
}
