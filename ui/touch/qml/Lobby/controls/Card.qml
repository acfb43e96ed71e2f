import QtQuick
import Lobby

// White paper with a hairline: what everything on the screen lies on.
Rectangle {
    radius: Look.radius
    color: Look.card
    border.color: Look.hairline
    border.width: Look.hair
}
