import QtQuick
import Lobby
import Lobby.Backend

// What a customer should know before choosing: the doors open later, close soon, or there is no paper.
Rectangle {
    id: banner

    objectName: "banner"

    visible: Lobby.door.banner.length > 0
    implicitHeight: line.height + 2 * Look.small
    radius: Look.radius
    color: Look.amberTint

    IconLine {
        id: line

        anchors.verticalCenter: parent.verticalCenter
        x: Look.gap
        width: banner.width - 2 * Look.gap
        icon: Lobby.door.bannerIcon
        lines: Lobby.door.banner
        ink: Look.amber
        mark: Look.amber
        bold: true
        maximumLines: Look.large && !Look.wide ? 3 : 2
    }
}
