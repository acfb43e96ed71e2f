import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// This machine cannot give numbers now, or what is wished besides is heard by nobody: who helps, and a way on.
Item {
    id: trouble

    readonly property bool unheard: Lobby.page === "unheard"
    // Large letters take the height that a wide screen has not.
    readonly property bool scant: Look.wide && Look.large
    readonly property string way: unheard ? "trouble.numbers" : "trouble.again"

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.margin
        anchors.topMargin: Look.roomy
        spacing: trouble.scant ? Look.small : Look.roomy

        Greeting {
            lines: []
            Layout.fillWidth: true
        }
        Item {
            Layout.fillHeight: true
        }
        Icon {
            visible: !trouble.scant
            name: "staff"
            size: Look.length(160)
            Layout.alignment: Qt.AlignHCenter
        }
        Words {
            objectName: "troubleTitle"
            key: "trouble.staff"
            size: Look.named(trouble.scant ? Look.title : Look.head)
            bold: true
            showSecond: true
            align: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            key: trouble.unheard ? "trouble.unheard" : "trouble.store"
            size: Look.named(Look.lead)
            ink: Look.quiet
            showSecond: true
            align: Text.AlignHCenter
            Layout.fillWidth: true
        }
        ChoiceButton {
            objectName: "again"
            lines: [Lobby.say(trouble.way, Lobby.language), Lobby.say(trouble.way, Lobby.otherLanguage)]
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: trouble.scant ? Look.small : Look.roomy
            Layout.preferredWidth: Look.length(trouble.scant ? 640 : 480)
            Layout.preferredHeight: Math.max(Look.touch, Look.length(144))
            onClicked: Lobby.again()
        }
        Item {
            Layout.fillHeight: true
        }
    }
}
