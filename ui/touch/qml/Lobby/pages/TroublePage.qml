import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// This machine cannot give numbers now, or what is wished besides is heard by nobody: who helps, and a way on.
Item {
    id: trouble

    readonly property bool unheard: Lobby.page === "unheard"
    readonly property string way: unheard ? "trouble.numbers" : "trouble.again"

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.margin
        anchors.topMargin: Look.roomy
        spacing: Look.roomy

        Greeting {
            lines: []
            Layout.fillWidth: true
        }
        Item {
            Layout.fillHeight: true
        }
        Icon {
            name: "staff"
            size: Look.length(160)
            Layout.alignment: Qt.AlignHCenter
        }
        Words {
            objectName: "troubleTitle"
            key: "trouble.staff"
            size: Look.head
            bold: true
            showSecond: true
            align: Text.AlignHCenter
            Layout.fillWidth: true
        }
        Words {
            key: trouble.unheard ? "trouble.unheard" : "trouble.store"
            size: Look.lead
            ink: Look.quiet
            showSecond: true
            align: Text.AlignHCenter
            Layout.fillWidth: true
        }
        ChoiceButton {
            objectName: "again"
            lines: [Lobby.say(trouble.way, Lobby.language), Lobby.say(trouble.way, Lobby.otherLanguage)]
            Layout.alignment: Qt.AlignHCenter
            Layout.topMargin: Look.roomy
            Layout.preferredWidth: Look.length(480)
            Layout.preferredHeight: Look.length(144)
            onClicked: Lobby.again()
        }
        Item {
            Layout.fillHeight: true
        }
    }
}
