pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Lobby
import Lobby.Backend

// The five questions in a row: those that have an answer, the one that is asked, and those to come.
RowLayout {
    id: way

    spacing: Look.small
    uniformCellSizes: true

    Repeater {
        model: FirstStart.names

        ColumnLayout {
            id: stop

            required property int index
            required property var modelData
            readonly property bool here: stop.index === FirstStart.number
            readonly property bool settled: FirstStart.settled[stop.index] ?? false

            spacing: Look.tiny
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop

            Rectangle {
                color: stop.here ? Look.ink : stop.settled ? Look.jade : Look.hairline
                radius: height / 2
                Layout.fillWidth: true
                Layout.preferredHeight: Look.bold * 2
            }
            Bilingual {
                lines: stop.modelData
                size: Look.least
                bold: stop.here
                ink: stop.here ? Look.ink : stop.settled ? Look.jade : Look.quiet
                showSecond: false
                maximumLines: 2
                Layout.fillWidth: true
            }
        }
    }
}
