import QtQuick
import Lobby
import Lobby.Backend

// Always in the same place, on every page: help, large text, contrast, lower buttons, speech, language.
Rectangle {
    id: bar

    color: Look.card
    implicitHeight: buttons.implicitHeight + 2 * Look.small

    Rectangle {
        width: parent.width
        height: Look.hair
        color: Look.hairline
    }
    Flow {
        id: buttons

        readonly property list<Item> shown: children.filter(each => each.visible && each instanceof BarButton)
        readonly property real longest: Math.max(...buttons.shown.map(each => each.least))

        // Words that one row would fold more than once stand in two.
        readonly property bool crowded: buttons.longest > 1.5 * buttons.width / Math.max(1, buttons.shown.length)
        readonly property int lines: !Look.wide && (buttons.shown.length > 6 || Look.large && !Look.low || buttons.crowded) ? 2 : 1
        readonly property int upper: Math.ceil(buttons.shown.length / buttons.lines)
        readonly property int tallest: Math.max(...buttons.shown.map(each => each.implicitHeight))
        readonly property bool below: !Look.wide || bar.width / buttons.upper < Look.length(290)

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Look.margin
        anchors.rightMargin: Look.margin
        spacing: Look.between

        // Each row is full, though the lower one may have one less.
        function share(button: Item): int {
            const upper = buttons.shown.indexOf(button) < buttons.upper;
            const count = upper ? buttons.upper : buttons.shown.length - buttons.upper;
            return Math.floor((buttons.width - (count - 1) * buttons.spacing) / Math.max(1, count));
        }

        BarButton {
            id: helpButton

            objectName: "help"
            width: buttons.share(helpButton)
            height: buttons.tallest
            below: buttons.below
            drawing: "help"
            lines: [Lobby.say("bar.help", Lobby.language), Lobby.say("bar.help", Lobby.otherLanguage)]
            tells: Lobby.say("help.ask", Lobby.language)
            onClicked: Lobby.askHelp()
        }
        BarButton {
            id: largeButton

            objectName: "large"
            width: buttons.share(largeButton)
            height: buttons.tallest
            below: buttons.below
            drawing: "large"
            checkable: true
            on: Look.large
            lines: [Lobby.say("bar.large", Lobby.language), Lobby.say("bar.large", Lobby.otherLanguage)]
            onClicked: Lobby.toggleLarge()
        }
        BarButton {
            id: strongButton

            objectName: "strong"
            width: buttons.share(strongButton)
            height: buttons.tallest
            below: buttons.below
            drawing: "strong"
            checkable: true
            on: Look.strong
            lines: [Lobby.say("bar.strong", Lobby.language), Lobby.say("bar.strong", Lobby.otherLanguage)]
            onClicked: Lobby.toggleStrong()
        }
        BarButton {
            id: lowButton

            objectName: "low"
            width: buttons.share(lowButton)
            height: buttons.tallest
            below: buttons.below
            drawing: "low"
            checkable: true
            on: Look.low
            lines: [Lobby.say("bar.low", Lobby.language), Lobby.say("bar.low", Lobby.otherLanguage)]
            onClicked: Lobby.toggleLow()
        }
        BarButton {
            id: speakButton

            objectName: "speak"
            width: buttons.share(speakButton)
            height: buttons.tallest
            below: buttons.below
            visible: Narrator.offered
            drawing: "speak"
            checkable: true
            on: Narrator.on
            lines: [Lobby.say("bar.speak", Lobby.language), Lobby.say("bar.speak", Lobby.otherLanguage)]
            onClicked: Narrator.toggle()
        }
        BarButton {
            id: nextButton

            objectName: "language"
            width: buttons.share(nextButton)
            height: buttons.tallest
            below: buttons.below
            visible: Lobby.nextLanguage !== Lobby.language
            drawing: "language"
            lines: [Lobby.say("language.name", Lobby.nextLanguage), Lobby.say("bar.language", Lobby.language)]
            onClicked: Lobby.switchLanguage()
        }
        BarButton {
            id: choiceButton

            objectName: "languages"
            width: buttons.share(choiceButton)
            height: buttons.tallest
            below: buttons.below
            visible: Lobby.tongues.offered
            drawing: "language"
            lines: Look.large ? [Lobby.say("bar.language", Lobby.language)] : Lobby.tongues.others
            onClicked: Lobby.tongues.open()
        }
    }
}
