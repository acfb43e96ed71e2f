import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// This machine cannot give numbers now: who can, and a way to try again.
Item {
    id: trouble

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
            key: "trouble.store"
            size: Look.lead
            ink: Look.quiet
            showSecond: true
            align: Text.AlignHCenter
            Layout.fillWidth: true
        }
        ChoiceButton {
            objectName: "again"
            lines: [Lobby.say("trouble.again", Lobby.language), Lobby.say("trouble.again", Lobby.otherLanguage)]
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
