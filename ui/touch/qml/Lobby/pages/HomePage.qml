import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The menu of services, and what has been picked from it. Lowered, what is only read stands in the
// upper half and whatever is touched in the lower one.
Item {
    id: home

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Look.margin
        anchors.topMargin: Look.roomy
        anchors.bottomMargin: Look.gap
        spacing: Look.gap

        Greeting {
            // A banner takes the height that a wide screen needs for what to bring.
            slim: Look.wide && Lobby.door.banner.length > 0
            Layout.fillWidth: true
        }
        Banner {
            Layout.fillWidth: true
        }
        Loader {
            active: Look.low
            visible: active
            Layout.fillWidth: true
            Layout.fillHeight: true
            sourceComponent: Card {
                border.color: Lobby.basket.count === 0 ? Look.hairline : Look.jade

                VisitFacts {
                    anchors.fill: parent
                    anchors.margins: Look.flat ? Look.small : Look.length(28)
                }
            }
        }
        GridLayout {
            columns: Look.wide ? 2 : 1
            columnSpacing: Look.gap
            rowSpacing: Look.gap
            Layout.fillWidth: true
            Layout.fillHeight: !Look.low
            Layout.minimumHeight: Look.low ? Layout.preferredHeight : -1
            Layout.preferredHeight: Look.low ? home.height - Math.ceil(0.5 * Look.height) - Look.gap : -1

            GridLayout {
                columns: Look.abreast ? 2 : 1
                columnSpacing: Look.gap
                rowSpacing: Look.gap
                Layout.fillWidth: true
                Layout.fillHeight: true

                ServiceGrid {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                CareRow {
                    visible: Lobby.offersCare || Lobby.pages > 1
                    standing: Look.abreast
                    Layout.fillWidth: !standing
                    Layout.fillHeight: standing
                    Layout.preferredWidth: standing ? Math.max(Lobby.pages > 1 || Look.large ? 2 * Look.touch + Look.between : 0, 0.13 * home.width) : -1
                }
            }
            VisitPanel {
                id: visit

                readonly property real share: Look.low ? 0.22 : 0.4

                Layout.fillWidth: !Look.wide
                Layout.fillHeight: Look.wide
                Layout.preferredWidth: Math.min(Look.length(Look.large ? 760 : 560), visit.share * home.width)
                Layout.maximumWidth: Look.wide ? Layout.preferredWidth : -1
            }
        }
    }
}
