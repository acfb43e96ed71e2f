import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The menu of services, and what has been picked from it.
Item {
    id: home

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.margin
        anchors.topMargin: Look.roomy
        anchors.bottomMargin: Look.gap
        spacing: Look.gap

        Greeting {
            Layout.fillWidth: true
        }
        Item {
            visible: Look.low
            Layout.fillHeight: true
        }
        Banner {
            Layout.fillWidth: true
        }
        GridLayout {
            columns: Look.wide ? 2 : 1
            columnSpacing: Look.gap
            rowSpacing: Look.gap
            Layout.fillWidth: true
            Layout.fillHeight: !Look.low
            Layout.preferredHeight: Look.low ? home.height - Look.height * (Look.wide ? 0.44 : 0.47) - Look.gap : -1

            ColumnLayout {
                spacing: Look.gap
                Layout.fillWidth: true
                Layout.fillHeight: true

                ServiceGrid {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                CareRow {
                    visible: Lobby.offersCare || Lobby.pages > 1
                    Layout.fillWidth: true
                    Layout.fillHeight: false
                }
            }
            VisitPanel {
                id: visit

                Layout.fillWidth: !Look.wide
                Layout.fillHeight: Look.wide
                Layout.preferredWidth: Math.min(Look.length(Look.large ? 760 : 560), (Look.low ? 0.34 : 0.4) * home.width)
                Layout.maximumWidth: Look.wide ? Layout.preferredWidth : -1
                Layout.preferredHeight: Look.wide ? -1 : visit.wishedHeight
            }
        }
    }
}
