import QtQuick
import QtQuick.Layouts
import Lobby

// The screen is there before the lobby is: calm, and with somebody to turn to.
ColumnLayout {
    id: starting

    spacing: Look.gap

    Item {
        Layout.fillHeight: true
    }
    Icon {
        name: "clock"
        size: Look.length(160)
        Layout.alignment: Qt.AlignHCenter
    }
    Words {
        objectName: "startingTitle"
        key: "trouble.starting"
        size: Look.head
        bold: true
        showSecond: true
        align: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.leftMargin: Look.margin
        Layout.rightMargin: Look.margin
    }
    Words {
        key: "trouble.starting_how"
        size: Look.lead
        ink: Look.quiet
        showSecond: true
        align: Text.AlignHCenter
        Layout.fillWidth: true
        Layout.leftMargin: Look.margin
        Layout.rightMargin: Look.margin
    }
    Item {
        Layout.fillHeight: true
    }
}
