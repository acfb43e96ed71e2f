import QtQuick
import Lobby

// A card that moves over a page. Its round corners let the page shine through, so the software renderer
// would paint the page below all of it in each frame; what has no corners is known to hide it.
Card {
    id: card

    Rectangle {
        x: card.border.width
        y: card.radius
        width: card.width - 2 * x
        height: card.height - 2 * y
        color: card.color
    }
}
