import QtQuick
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// Everything that can be pressed: by finger, Space, Return and Enter; it says its name to those who listen.
T.AbstractButton {
    id: push

    // First the customer's language, then the other.
    required property list<string> lines

    // What else there is to know of it, for whoever listens.
    property string tells: ""

    text: push.lines.length > 0 ? push.lines[0] : ""
    padding: Look.gap
    focusPolicy: Qt.TabFocus
    activeFocusOnTab: true
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Look.touch, implicitContentHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.Button
    Accessible.name: push.text
    Accessible.description: [push.lines[1] ?? "", push.tells].filter(line => line !== "").join(", ")
    Accessible.onPressAction: push.click()
    Keys.onReturnPressed: event => push.press(event)
    Keys.onEnterPressed: event => push.press(event)

    // A key held down is one press.
    function press(event: KeyEvent) {
        if (!event.isAutoRepeat)
            push.click();
    }

    // For what has just slid in: a keyboard starts here, a finger needs no start.
    function stand() {
        if (Lobby.keyboard)
            push.forceActiveFocus(Qt.TabFocusReason);
    }

    FocusRing {
        visible: push.visualFocus
        z: 1
    }
}
