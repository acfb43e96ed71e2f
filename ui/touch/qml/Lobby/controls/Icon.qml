import QtQuick
import QtQuick.Shapes
import Lobby
import Lobby.Backend

// A line icon of our own, drawn in the ink it is given: 2.5 px strokes on a grid of 48.
Item {
    id: icon

    required property string name
    property color ink: Look.jade
    property int size: Look.icon

    // A sign of order, such as "next", turns with the direction of the script; a place in the lobby does not.
    property bool turns: false

    readonly property real unit: icon.size / 48

    implicitWidth: icon.size
    implicitHeight: icon.size

    Shape {
        anchors.fill: parent
        transform: Scale {
            origin.x: icon.size / 2
            xScale: icon.turns && Lobby.tongues.mirrored ? -1 : 1
        }

        ShapePath {
            strokeColor: icon.ink
            strokeWidth: 2.5 * icon.unit
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            scale: Qt.size(icon.unit, icon.unit)

            PathSvg {
                path: Lobby.strokes(icon.name)
            }
        }
    }
}
