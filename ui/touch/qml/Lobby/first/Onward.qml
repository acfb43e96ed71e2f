import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// Back, later, and on: always in the same place.
RowLayout {
    id: onward

    readonly property bool ending: FirstStart.step === "administrator"
    readonly property bool looking: FirstStart.step === "printer" && FirstStart.paperState !== "good" && FirstStart.paperState !== "bad"

    spacing: Look.gap
    uniformCellSizes: true

    ChoiceButton {
        objectName: "back"
        visible: FirstStart.number > 0
        ready: !FirstStart.busy
        lines: [Lobby.say("setup.back", Lobby.language), Lobby.say("setup.back", Lobby.otherLanguage)]
        Layout.fillWidth: true
        onClicked: FirstStart.back()
    }
    ChoiceButton {
        objectName: "skip"
        visible: FirstStart.skips && FirstStart.changing === ""
        ready: !FirstStart.busy
        lines: [Lobby.say("setup.skip", Lobby.language), Lobby.say("setup.skip", Lobby.otherLanguage)]
        Layout.fillWidth: true
        onClicked: FirstStart.skip()
    }
    ChoiceButton {
        objectName: "next"
        visible: FirstStart.step !== "language" && !onward.looking && FirstStart.changing === ""
        primary: FirstStart.step !== "printer" || FirstStart.paperState === "good"
        ready: !FirstStart.busy
        readonly property string key: {
            if (onward.ending)
                return "setup.end";
            if (FirstStart.step === "branch")
                return "setup.branch_right";
            return FirstStart.step === "printer" ? "setup.paper_good" : "setup.next";
        }
        lines: [Lobby.say(key, Lobby.language), Lobby.say(key, Lobby.otherLanguage)]
        Layout.fillWidth: true
        onClicked: onward.ending ? FirstStart.end() : FirstStart.next()
    }
}
